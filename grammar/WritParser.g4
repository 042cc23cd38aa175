// Writ on a page. Read it from the top: a file is a list of declarations; what each says is a
// sentence below; expressions are at the end, weakest binding first.
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
  : import_
  | alias
  | constant
  | record
  | enumeration
  | state
  | phases
  | intent
  | function
  | guard
  | transition
  | invariant
  ;

// --- what there is -------------------------------------------------------------------------------

// Brings in the declarations of a module.
import_ : IMPORT string ;

// A name for a refined type.
alias : TYPE name ASSIGN type ;

// A value known when the contract is compiled.
constant : CONST name (COLON type)? ASSIGN expression ;

// A product of fields.
record : RECORD name fields ;

// A choice of names.
enumeration : ENUM name LBRACE (name COMMA?)+ RBRACE ;

// All that the machine remembers. Fields without a type are records of their own.
state : STATE fields ;

fields : LBRACE (field COMMA?)* RBRACE ;

field
  : fieldName COLON type (ASSIGN expression)?
  | name fields
  ;

// Where the machine is. The first phase is the initial one; being in an inner phase is being in the
// outer one; a final phase accepts nothing.
phases : PHASES LBRACE (phase COMMA?)+ RBRACE ;

phase : name (FINAL | LBRACE (phase COMMA?)+ RBRACE)? ;

// --- what may happen -----------------------------------------------------------------------------

// A request to change the state, with its payload.
intent : INTENT name fields? ;

// Says no to intents, why, and what would do.
guard : GUARD name ON names (IN names)? LBRACE clause+ RBRACE ;

clause : require suggest? ;

require : REQUIRE expression ELSE string ;

suggest : SUGGEST LBRACE (suggestion COMMA?)+ RBRACE ;

// The path is in the payload.
suggestion : fieldName (DOT fieldName)* COLON expression ;

// What an accepted intent does, from which phases, and which phase it leads to.
transition : ON names (IN names)? (ARROW name)? block? ;

block : LBRACE statement* RBRACE ;

statement
  : require
  | path (assignment | change)
  ;

// total += 2.50
assignment : (ASSIGN | PLUS_SET | MINUS_SET | TIMES_SET) expression ;

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

// A value computed from its parameters and the state; changes nothing, never calls itself.
function : FN name (LPAREN parameter (COMMA parameter)* RPAREN)? COLON type ASSIGN expression ;

parameter : name COLON type ;

// --- types ---------------------------------------------------------------------------------------

// A type and what it is refined to: string(..80), int in 1..1000, list<Line>(..100),
// decimal(2) >= 0.00
type : (collection | NAME | VERSION) refinement* ;

collection
  : (LIST | SET) LESS type GREATER
  | MAP LESS type COMMA type GREATER
  ;

refinement
  : {same_line()}? LPAREN bounds RPAREN
  | IN bound RANGE bound
  | (LESS | AT_MOST | GREATER | AT_LEAST) bound
  ;

bounds
  : bound (RANGE bound?)?
  | RANGE bound
  ;

// A constant, or a sum of constants.
bound : constantTerm ((PLUS | MINUS) constantTerm)* ;

constantTerm : MINUS? (INTEGER | DECIMAL | name) ;

// --- expressions, weakest first ------------------------------------------------------------------

expression : implication ;

implication : disjunction (IMPLIES implication)? ;

disjunction : conjunction (OR conjunction)* ;

conjunction : negation (AND negation)* ;

negation : NOT negation | comparison ;

// Comparisons do not chain.
comparison
  : coalescence
    ( (EQUAL | UNEQUAL | LESS | AT_MOST | GREATER | AT_LEAST) coalescence
    | NOT? IN members
    )?
  ;

// What comes after `in`: a range, a set, or the name of a phase.
members
  : sum (RANGE sum)?
  | LBRACE expression (COMMA expression)* COMMA? RBRACE
  ;

// e ?? d is d when a key or an index along the path of e is absent.
coalescence : sum (COALESCE coalescence)? ;

sum : product ((PLUS | MINUS) product)* ;

product : unary ((TIMES | PERCENT) unary)* ;

unary : MINUS unary | postfix ;

postfix : primary postfixStep* ;

postfixStep
  : DOT fieldName
  | {same_line()}? LBRACKET expression RBRACKET
  | {same_line()}? LPAREN arguments? RPAREN
  ;

// Arguments of a function, or of a fold: sum(e for x in xs where p)
arguments : expression (fold | (COMMA expression)*) ;

fold : FOR name IN sum (WHERE expression)? ;

primary
  : INTEGER
  | DECIMAL
  | TRUE
  | FALSE
  | string
  | STATE DOT fieldName                                              // a field with a reserved name
  | INTENT                                                           // intent.f: the payload
  | name
  | LPAREN expression RPAREN
  ;

// A text with values in it: "only {count} left"
string : QUOTE (TEXT | LBRACE expression RBRACE)* QUOTE ;

// --- names ---------------------------------------------------------------------------------------

names : name (COMMA name)* ;

name : NAME | VERSION | LIST | SET | MAP ;

// Reserved words may name a field where nothing else can stand.
fieldName
  : name
  | CONTRACT | IMPORT | TYPE | CONST | RECORD | ENUM | STATE | PHASES | INTENT | FN | GUARD | ON
  | INVARIANT | REQUIRE | SUGGEST | ELSE | FOR | FINAL
  ;
