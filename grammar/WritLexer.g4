// The words of Writ. The sentences are in WritParser.g4.
//
// The lexer is given one character a byte (see compiler/syntax/lexer.h), so that its positions are
// byte offsets; the classes below need ASCII only, and text of any kind passes through strings and
// comments untouched.
lexer grammar WritLexer;

// HABIT: what other languages write and this one reads over, to say so in one sentence.
channels { DOCUMENTATION, HABIT }

// What the parser makes of the LBRACE of a body behind a condition; never read from a text.
tokens { BODY }

// Words that begin a declaration. These and the next are reserved, but may name a field before `:`
// and after `.` (rule fieldName).
ACTIVITY  : 'activity' ;
AFTER     : 'after' ;
AT        : 'at' ;
CONST     : 'const' ;
CONTRACT  : 'contract' ;
ENTER     : 'enter' ;
ENUM      : 'enum' ;
EVENT     : 'event' ;
FN        : 'fn' ;
GUARD     : 'guard' ;
IMPORT    : 'import' ;
INTENT    : 'intent' ;
INVARIANT : 'invariant' ;
LEAVE     : 'leave' ;
LIMIT     : 'limit' ;
MIGRATE   : 'migrate' ;
NEVER     : 'never' ;
ON        : 'on' ;
PHASES    : 'phases' ;
POLICY    : 'policy' ;
PROPERTY  : 'property' ;
REACHABLE : 'reachable' ;
RECORD    : 'record' ;
REFUSE    : 'refuse' ;
ROLES     : 'roles' ;
SAGA      : 'saga' ;
SCENARIO  : 'scenario' ;
STATE     : 'state' ;
TYPE      : 'type' ;
VARIANT   : 'variant' ;
VERIFY    : 'verify' ;
VIEW      : 'view' ;

// Words that begin a statement or a clause.
ANY        : 'any' ;
AWAIT      : 'await' ;
CREATES    : 'creates' ;
ELSE       : 'else' ;
EMIT       : 'emit' ;
EMITTED    : 'emitted' ;
ENSURE     : 'ensure' ;
EVENTUALLY : 'eventually' ;
FINAL      : 'final' ;
FOR        : 'for' ;
FORBID     : 'forbid' ;
IF         : 'if' ;
LET        : 'let' ;
MATCH      : 'match' ;
PERMIT     : 'permit' ;
RANDOM     : 'random' ;
REPLIED    : 'replied' ;
REPLY      : 'reply' ;
REQUIRE    : 'require' ;
SUGGEST    : 'suggest' ;
WHEN       : 'when' ;

// Words that continue an expression, or are values. They are never names.
AND     : 'and' ;
FALSE   : 'false' ;
IMPLIES : 'implies' ;
IN      : 'in' ;
IS      : 'is' ;
MATCHES : 'matches' ;
NONE    : 'none' | 'null' ;
NOT     : 'not' ;
OR      : 'or' ;
THEN    : 'then' ;
TRUE    : 'true' ;
WHERE   : 'where' ;

// Words with a meaning in one place only; everywhere else they are names (rule name).
ACCEPT       : 'accept' ;
ACCEPTED     : 'accepted' ;
ADVANCE      : 'advance' ;
APPROVAL     : 'approval' ;
APPROVE      : 'approve' ;
AS           : 'as' ;
ASSUMING     : 'assuming' ;
AUTHORED     : 'authored' ;
BACKOFF      : 'backoff' ;
BECAUSE      : 'because' ;
BY           : 'by' ;
DEPTH        : 'depth' ;
DESC         : 'desc' ;
EPHEMERAL    : 'ephemeral' ;
EXPECT       : 'expect' ;
FAILS        : 'fails' ;
FAIR         : 'fair' ;
FORMAT       : 'format' ;
FROM         : 'from' ;
GIVEN        : 'given' ;
HISTORY      : 'history' ;
IDEMPOTENT   : 'idempotent' ;
IRREVERSIBLE : 'irreversible' ;
LEADS        : 'leads' ;
LIST         : 'list' ;
MAP          : 'map' ;
MATCHING     : 'matching' ;
MERGE        : 'merge' ;
MOCK         : 'mock' ;
OPEN         : 'open' ;
PER          : 'per' ;
PHASE        : 'phase' ;
PROPOSAL     : 'proposal' ;
PROPOSE      : 'propose' ;
REFUSED      : 'refused' ;
RETRY        : 'retry' ;
SAYING       : 'saying' ;
SECRET       : 'secret' ;
SEND         : 'send' ;
SET          : 'set' ;
STEP         : 'step' ;
SUGGESTING   : 'suggesting' ;
SUGGESTION   : 'suggestion' ;
TIMEOUT      : 'timeout' ;
TO           : 'to' ;
UNDO         : 'undo' ;
UNIQUE       : 'unique' ;
USES         : 'uses' ;
VERSION      : 'version' ;
VISIBLE      : 'visible' ;
WITHIN       : 'within' ;

ANYTHING : '_' ;
NAME     : [A-Za-z_] [A-Za-z0-9_]* ;

INTEGER  : DIGITS ;
DECIMAL  : DIGITS '.' DIGITS ;
DURATION : WEEKS ;                                                         // 1h30m
SIZE     : DIGITS ('B' | 'KiB' | 'MiB' | 'GiB') ;                          // 64KiB
DATE     : D D D D '-' D D '-' D D ;                                       // 2026-01-31
INSTANT  : DATE 'T' D D ':' D D (':' D D ('.' D+)?)? ('Z' | [+-] D D ':' D D) ;
NUMBERISH : D [0-9_]* ('.' D [0-9_]*)? [A-Za-z0-9_]* ;                     // 30x: a slip
fragment WEEKS   : D+ 'w' DAYS?    | DAYS ;     // the longest unit first
fragment DAYS    : D+ 'd' HOURS?   | HOURS ;
fragment HOURS   : D+ 'h' MINUTES? | MINUTES ;
fragment MINUTES : D+ 'm' SECONDS? | SECONDS ;
fragment SECONDS : D+ 's' MILLIS?  | MILLIS ;
fragment MILLIS  : D+ 'ms' MICROS? | MICROS ;
fragment MICROS  : D+ 'us' ;
fragment DIGITS : D+ ('_' D+)* ;
fragment D      : [0-9] ;

ASSIGN     : '=' ;
PLUS_SET   : '+=' ;
MINUS_SET  : '-=' ;
TIMES_SET  : '*=' ;
ARROW      : '->' ;
EQUAL      : '==' | '===' ;
UNEQUAL    : '!=' | '!==' | '<>' ;
AT_MOST    : '<=' ;
AT_LEAST   : '>=' ;
LESS       : '<' ;
GREATER    : '>' ;
COALESCE   : '??' ;
QUESTION   : '?' ;
RANGE      : '..' ;
DOT        : '.' | '?.' ;
COMMA      : ',' ;
COLON      : ':' ;
PLUS       : '+' ;
MINUS      : '-' ;
TIMES      : '*' ;
SLASH      : '/' ;
PERCENT    : '%' ;
LPAREN     : '(' ;
RPAREN     : ')' ;
LBRACKET   : '[' ;
RBRACKET   : ']' ;

// A brace may close an interpolation and go back into its string: each `{` remembers where it was.
LBRACE     : '{' -> pushMode(DEFAULT_MODE) ;
RBRACE     : '}' { if (!modeStack.empty()) popMode(); } ;
QUOTE      : '"' -> pushMode(STRING) ;
QUOTES     : '"""' -> pushMode(LONG_STRING) ;

DOC        : '///' (~[/\r\n] ~[\r\n]*)? -> channel(DOCUMENTATION) ;
COMMENT    : '//' ~[\r\n]* -> channel(HIDDEN) ;
SPACE      : [ \t\r\n]+ -> channel(HIDDEN) ;

// Habits from elsewhere. With `null`, `===`, `!==`, `<>` and `?.` above they are read as what they
// stand for, and then reported (compiler/syntax/habits.h).
AND_SIGN      : '&&' -> type(AND) ;
OR_SIGN       : '||' -> type(OR) ;
NOT_SIGN      : '!' -> type(NOT) ;
SEMICOLON     : ';' -> channel(HABIT) ;
BLOCK_COMMENT : '/*' (~'*' | '*'+ ~[*/])* ('*'+ '/')? -> channel(HABIT) ;
SINGLE_QUOTED : '\'' ~['\r\n]* '\'' ;
STRANGE       : . ;

// A string ends on its line; `{` begins an expression in it, unless it belongs to an escape.
// (A line that ends inside such an expression ends the string too: compiler/syntax/lexer.h.)
mode STRING;
TEXT        : ( ~["\\{\r\n] | '\\u{' ~["{}\r\n]* '}' | '\\' ~[\r\n] )+ ;
OPEN_VALUE  : '{' -> type(LBRACE), pushMode(DEFAULT_MODE) ;
END_QUOTE   : '"' -> type(QUOTE), popMode ;
UNCLOSED    : ( [\r\n] | '\\' [\r\n] ) -> popMode ;

// One in three quotes ends at the next three.
mode LONG_STRING;
LONG_TEXT       : ( ~["\\{] | '\\u{' ~["{}\r\n]* '}' | '\\' . )+ -> type(TEXT) ;
LONE_QUOTE      : '"' -> type(TEXT) ;
OPEN_LONG_VALUE : '{' -> type(LBRACE), pushMode(DEFAULT_MODE) ;
END_QUOTES      : '"""' -> type(QUOTES), popMode ;

// A pattern stands only behind `matches` and `matching`: there the lexer is brought into this mode
// when a `/` comes (compiler/syntax/lexer.h).
mode EXPRESSION;
PATTERN          : '/' ( ~[/\\\r\n] | '\\' ~[\r\n] )+ '/' -> popMode ;
UNCLOSED_PATTERN : '/' -> popMode ;
