// Writ on a page. Read it from the top: a file is a list of declarations; what each says is a
// sentence below; expressions are near the end, weakest binding first.
parser grammar WritParser;

options { tokenVocab = WritLexer; }

@members {
  // `(` and `[` bind to what stands before them on the same line only, so that an error stays near
  // its cause.
  bool same_line() { return _input->LT(-1)->getLine() == _input->LT(1)->getLine(); }
}

// A contract, or without a `contract` line a module: types, constants and functions to import.
file : contract? declaration* EOF ;

contract : CONTRACT name VERSION INTEGER ;

declaration
  : import_ | alias | constant | record | variant | enumeration | state | phases
  | intent | event | guard | transition | refusal | entering | leaving | timer
  | function | view | invariant | never | property | reachable | verification
  | activity | saga | roles | policy | limit | migration | scenario
  ;

// --- what there is -------------------------------------------------------------------------------

// Brings in the declarations of a module.
import_ : IMPORT string ;

// A name for a refined type.
alias : TYPE name ASSIGN type saying? ;

// What is said to whoever breaks a rule of the type.
saying : ELSE string ;

// A value known when the contract is compiled.
constant : CONST name (COLON type)? ASSIGN expression ;

// A product of fields. An open one lets unknown members of a payload pass, and drops them.
record : OPEN? RECORD name fields ;

// A choice of cases, each with its own fields.
variant : VARIANT name LBRACE (variantCase COMMA?)+ RBRACE ;

variantCase : name fields? ;

// A choice of names.
enumeration : ENUM name LBRACE (name COMMA?)+ RBRACE ;

// All that the machine remembers. Fields without a type are records of their own.
state : STATE fields ;

fields : LBRACE (field COMMA?)* RBRACE ;

field
  : fieldName COLON SECRET? type saying? modifier*
  | name fields
  ;

// Its first value; its name outside; who may give it; who may see it; that it is not kept.
modifier
  : ASSIGN expression
  | AS string
  | AUTHORED
  | VISIBLE
  | EPHEMERAL
  ;

// Where the machine is. The first phase is the initial one; being in an inner phase is being in the
// outer one; a final phase accepts nothing. Of several named groups it is in one phase each.
phases : PHASES name? LBRACE (phase COMMA?)+ RBRACE ;

phase : name (FINAL | LBRACE (phase COMMA?)+ RBRACE)? ;

// --- what may happen -----------------------------------------------------------------------------

// A request to change the state, with its payload, and what it is answered with.
intent : INTENT name fields? (COLON type)? (IDEMPOTENT BY fieldPath (FOR sum)?)? ;

// What others are told.
event : EVENT name fields? ;

// Says no to intents, why, and what would do.
guard : GUARD name (ON names (IN names)?)? LBRACE clause+ RBRACE ;

clause : require suggest? FINAL? approval? ;

require : REQUIRE expression ELSE string ;

suggest : SUGGEST patch ;

// The paths are in the payload: line.quantity: 3
patch : LBRACE (suggestion COMMA?)* RBRACE ;

suggestion : fieldPath COLON expression ;

approval : APPROVAL BY name WITHIN sum ;

// What an accepted intent does, from which phases, and which phase it leads to.
transition : ON names (IN names)? (WHEN condition (move | body)? | (move | block)?) ;

move : (ARROW targets | creation) block? ;

targets : target (COMMA target)* ;

// A phase; of one with inner phases the first of them, or the last active one.
target : name (DOT HISTORY)? ;

// There is no machine before this.
creation : CREATES ({same_line()}? targets)? ;

// A transition that only refuses.
refusal : REFUSE names (IN names)? (WHEN condition)? ELSE string suggest? ;

// Done whenever a phase is entered or left.
entering : ENTER names block ;

leaving : LEAVE names block ;

// What time does: so long after a phase was entered, or at an instant.
timer : (AFTER | AT) coalescence IN names (WHEN condition (move | body)? | (move | block)?) ;

// --- statements ----------------------------------------------------------------------------------

block : LBRACE statement* RBRACE ;

// The same behind a condition. There a `{` opens the body, unless it stands directly behind `in`;
// the parser tells the lexer's braces apart when a condition begins (compiler/syntax/parser.h).
body : BODY statement* RBRACE ;

statement
  : require
  | REQUIRE name                             // a guard
  | let
  | awaited
  | choice
  | matching
  | loop
  | EMIT name braces?
  | ENSURE expression                        // a postcondition
  | REPLY expression
  | path (assignment | merge | change)
  ;

let : LET name ASSIGN (awaited | expression) ;

// What comes from outside: the body goes on when the activity has answered.
awaited : AWAIT call handler* ;

call : name LPAREN arguments? RPAREN ;

// on Declined d -> PaymentFailed { last_error = d.reason }
handler : ON name name? (ARROW targets block? | block) ;

// if payment is Card c { … } else { … }
choice : IF condition name? body (ELSE (choice | block))? ;

matching : MATCH condition BODY (pattern block COMMA?)+ RBRACE ;

loop : FOR name (COMMA name)? IN range (WHERE condition)? body ;

// total += 2.50
assignment : (ASSIGN | PLUS_SET | MINUS_SET | TIMES_SET) expression ;

// The members named change, the rest stays: customer.profile merge { name: "Ada" }
merge : MERGE braces ;

// lines.push(intent.line)
change : {same_line()}? LPAREN arguments? RPAREN ;

// A deep path into the state: customer.profile.name, lines[0].price, stock[intent.sku]
path : (name | STATE DOT fieldName) pathStep* ;

pathStep
  : DOT fieldName
  | {same_line()}? LBRACKET expression RBRACKET
  ;

// --- what always holds, and what is computed -----------------------------------------------------

// Holds after every accepted intent.
invariant : INVARIANT name COLON expression ;

never : NEVER name COLON expression ;

// Holds of every run: p leads to q, eventually p.
property
  : PROPERTY name COLON (EVENTUALLY expression | expression LEADS TO expression)
    (ASSUMING FAIR names)?
  ;

// Some run comes there.
reachable : REACHABLE name (COLON expression)? ;

// How far the proofs look.
verification : VERIFY LBRACE (domain COMMA?)* RBRACE ;

domain
  : DEPTH INTEGER
  | name (DOT fieldName)* (IN members | (LESS | AT_MOST | GREATER | AT_LEAST | EQUAL) bound)
  ;

// A value computed from its parameters and the state; changes nothing, never calls itself.
function : FN name (LPAREN parameters RPAREN)? COLON type ASSIGN expression ;

parameters : (parameter (COMMA parameter)*)? ;

parameter : name COLON SECRET? type ;

// A value that clients and proposers see.
view : VIEW name COLON type ASSIGN expression ;

// --- the boundary --------------------------------------------------------------------------------

// Something done outside, with a result; it may do no more than it says it uses.
activity : ACTIVITY name LPAREN parameters RPAREN (COLON type)? activityClause* ;

activityClause
  : FAILS name fields?
  | USES name string (COMMA string)*
  | TIMEOUT sum
  | RETRY bound (BACKOFF range)?
  ;

// Activities one after the other; when one fails, those before it are undone.
saga
  : SAGA name ON names (IN names)? (WHEN condition)? ARROW targets
    LBRACE sagaStep* (THEN block)? handler? RBRACE
  ;

sagaStep : STEP (name ASSIGN)? call (UNDO call | IRREVERSIBLE)? ;

// Who there is, and who may.
roles : ROLES names ;

policy : POLICY LBRACE permission* RBRACE ;

permission : (PERMIT | FORBID) names TO (ANY | names) (WHEN condition)? (BECAUSE string)? ;

// limit AddLine to 100 per 1m per subject
limit : LIMIT names TO bound PER sum (PER sum)? ;

// From the state of one version to that of the next.
migration : MIGRATE INTEGER ARROW INTEGER block ;

// --- scenarios -----------------------------------------------------------------------------------

// A story, and what must come of it.
scenario : SCENARIO string LBRACE step* RBRACE ;

step
  : GIVEN (AT INSTANT)? (IN names)? block
  | SEND name braces? actor? outcome?
  | PROPOSE name braces? (FROM string)? outcome?
  | ACCEPT (SUGGESTION | PROPOSAL) actor? outcome?
  | APPROVE actor outcome?
  | ADVANCE expression
  | MOCK name (ARROW expression | FAILS name braces?)?
  | EXPECT expectation
  ;

actor : AS name string ;

outcome
  : ACCEPTED
  | REFUSED NAME? (BY name)? (SAYING string)? (SUGGESTING patch)?
  ;

expectation
  : PHASE NAME
  | NOT? EMITTED name braces?
  | REPLIED expression
  | expression
  ;

// --- types ---------------------------------------------------------------------------------------

// A type, what it is refined to, and whether it may be absent: string(..80), int in 1..1000,
// list<Line>(..100), decimal(2) >= 0.00, instant?
type : (collection | NAME) refinement* QUESTION? ;

collection
  : (LIST | SET) LESS type GREATER
  | MAP LESS type COMMA type GREATER
  ;

refinement
  : {same_line()}? LPAREN bounds RPAREN
  | IN (bound RANGE bound | LBRACE expression (COMMA expression)* COMMA? RBRACE)
  | (LESS | AT_MOST | GREATER | AT_LEAST) bound
  | MATCHING PATTERN
  | FORMAT name
  | UNIQUE BY fieldPath
  | WHERE LPAREN expression RPAREN
  ;

bounds
  : bound (RANGE bound?)?
  | RANGE bound
  ;

// A constant, or a sum of constants.
bound : constantTerm ((PLUS | MINUS) constantTerm)* ;

constantTerm : MINUS? (INTEGER | DECIMAL | DURATION | SIZE | DATE | INSTANT | name) ;

// --- expressions, weakest first ------------------------------------------------------------------

expression
  : IF expression THEN expression ELSE expression
  | implication
  ;

// What a body may follow: an `if`, and a literal in braces, stand in parentheses.
condition : implication ;

implication : disjunction (IMPLIES implication)? ;

disjunction : conjunction (OR conjunction)* ;

conjunction : negation (AND negation)* ;

negation : NOT negation | comparison ;

// Comparisons do not chain.
comparison
  : coalescence
    ( (EQUAL | UNEQUAL | LESS | AT_MOST | GREATER | AT_LEAST) coalescence
    | NOT? IN members
    | IS qualified
    | MATCHES PATTERN
    )?
  ;

// What comes after `in`: a range, a set, a collection, or the name of a phase.
members
  : range
  | LBRACE expression (COMMA expression)* COMMA? RBRACE
  ;

range : sum (RANGE sum)? ;

// e ?? d is d when a key or an index along the path of e is absent.
coalescence : sum (COALESCE coalescence)? ;

sum : product ((PLUS | MINUS) product)* ;

product : unary ((TIMES | SLASH | PERCENT) unary)* ;

unary : MINUS unary | postfix ;

postfix : primary postfixStep* ;

postfixStep
  : DOT fieldName
  | {same_line()}? LBRACKET expression RBRACKET
  | {same_line()}? LPAREN arguments? RPAREN
  | braces                                                           // Card { last4: "1234" }
  ;

// Of a function; of a fold, sum(e for x in xs where p); of a change, keep(x where p), sort(x by e)
arguments
  : expression (fold | (COMMA expression)* COMMA?)
  | name (WHERE expression | BY expression DESC?)
  ;

fold : FOR name (COMMA name)? IN range (WHERE expression)? ;

primary
  : INTEGER | DECIMAL | DURATION | SIZE | DATE | INSTANT
  | TRUE | FALSE | NONE
  | string
  | STATE DOT fieldName                                              // a field with a reserved name
  | INTENT                                                           // intent.f: the payload
  | ANY                                                              // any(p for x in xs)
  | RANDOM LPAREN sum RANGE sum RPAREN
  | name
  | LPAREN expression RPAREN
  | LBRACKET (expression (fold | (COMMA expression)* COMMA?))? RBRACKET
  | braces
  | MATCH condition BODY (pattern COLON expression COMMA?)+ RBRACE
  ;

// A record { f: v }, a map { "k": v, [e]: v }, or a record like another { ..old, f: v }. Only
// before a named member the comma may be left out.
braces : LBRACE (entry (COMMA entry | member)* COMMA?)? RBRACE ;

entry
  : member
  | RANGE expression
  | (string | INTEGER | LBRACKET expression RBRACKET) COLON expression
  ;

member : fieldName COLON expression ;

// A case and a name for what is in it, a value, or anything
pattern
  : qualified name?
  | NONE | TRUE | FALSE | string | MINUS? (INTEGER | DECIMAL)
  | ANYTHING
  ;

// A text with values in it: "only {count} left"
string
  : QUOTE (TEXT | LBRACE expression RBRACE)* QUOTE
  | QUOTES (TEXT | LBRACE expression RBRACE)* QUOTES                 // of several lines
  ;

// --- names ---------------------------------------------------------------------------------------

names : name (COMMA name)* ;

qualified : name (DOT name)* ;

fieldPath : fieldName (DOT fieldName)* ;

// Words with a meaning in one place only are names elsewhere.
name
  : NAME
  | ACCEPT | ACCEPTED | ADVANCE | APPROVAL | APPROVE | AS | ASSUMING | AUTHORED | BACKOFF | BECAUSE
  | BY | DEPTH | DESC | EPHEMERAL | EXPECT | FAILS | FAIR | FORMAT | FROM | GIVEN | HISTORY
  | IDEMPOTENT | IRREVERSIBLE | LEADS | LIST | MAP | MATCHING | MERGE | MOCK | OPEN | PER | PHASE
  | PROPOSAL | PROPOSE | REFUSED | RETRY | SAYING | SECRET | SEND | SET | STEP | SUGGESTING
  | SUGGESTION | TIMEOUT | TO | UNDO | UNIQUE | USES | VERSION | VISIBLE | WITHIN
  ;

// Reserved words may name a field where nothing else can stand.
fieldName
  : name
  | ACTIVITY | AFTER | ANY | AT | AWAIT | CONST | CONTRACT | CREATES | ELSE | EMIT | EMITTED
  | ENSURE | ENTER | ENUM | EVENT | EVENTUALLY | FINAL | FN | FOR | FORBID | GUARD | IF | IMPORT
  | INTENT | INVARIANT | LEAVE | LET | LIMIT | MATCH | MIGRATE | NEVER | ON | PERMIT | PHASES
  | POLICY | PROPERTY | RANDOM | REACHABLE | RECORD | REFUSE | REPLIED | REPLY | REQUIRE | ROLES
  | SAGA | SCENARIO | STATE | SUGGEST | TYPE | VARIANT | VERIFY | VIEW | WHEN
  ;
