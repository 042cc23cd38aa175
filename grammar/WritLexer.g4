// The words of Writ. The sentences are in WritParser.g4.
//
// The lexer is given one character a byte (see compiler/syntax/parse.cc), so that its positions are
// byte offsets; the classes below need ASCII only, and text of any kind passes through strings and
// comments untouched.
lexer grammar WritLexer;

channels { DOCUMENTATION }

// Words that begin a declaration, a statement or a clause. They are reserved, but may name a field
// before `:` and after `.` (rule fieldName).
CONTRACT  : 'contract' ;
IMPORT    : 'import' ;
TYPE      : 'type' ;
CONST     : 'const' ;
RECORD    : 'record' ;
ENUM      : 'enum' ;
STATE     : 'state' ;
PHASES    : 'phases' ;
INTENT    : 'intent' ;
FN        : 'fn' ;
GUARD     : 'guard' ;
ON        : 'on' ;
INVARIANT : 'invariant' ;
REQUIRE   : 'require' ;
SUGGEST   : 'suggest' ;
ELSE      : 'else' ;
FOR       : 'for' ;
FINAL     : 'final' ;

// Words that continue an expression, or are values. They are never names.
AND     : 'and' ;
OR      : 'or' ;
NOT     : 'not' ;
IMPLIES : 'implies' ;
IN      : 'in' ;
WHERE   : 'where' ;
TRUE    : 'true' ;
FALSE   : 'false' ;

// Words with a meaning in one place only; everywhere else they are names (rule name).
VERSION : 'version' ;
LIST    : 'list' ;
SET     : 'set' ;
MAP     : 'map' ;

NAME    : [A-Za-z_] [A-Za-z0-9_]* ;
DECIMAL : DIGITS '.' DIGITS ;
INTEGER : DIGITS ;
fragment DIGITS : [0-9] [0-9_]* ;

ASSIGN     : '=' ;
PLUS_SET   : '+=' ;
MINUS_SET  : '-=' ;
TIMES_SET  : '*=' ;
ARROW      : '->' ;
EQUAL      : '==' ;
UNEQUAL    : '!=' ;
AT_MOST    : '<=' ;
AT_LEAST   : '>=' ;
LESS       : '<' ;
GREATER    : '>' ;
COALESCE   : '??' ;
RANGE      : '..' ;
DOT        : '.' ;
COMMA      : ',' ;
COLON      : ':' ;
PLUS       : '+' ;
MINUS      : '-' ;
TIMES      : '*' ;
PERCENT    : '%' ;
LPAREN     : '(' ;
RPAREN     : ')' ;
LBRACKET   : '[' ;
RBRACKET   : ']' ;

// A brace may close an interpolation and go back into its string: each `{` remembers where it was.
LBRACE     : '{' -> pushMode(DEFAULT_MODE) ;
RBRACE     : '}' { if (!modeStack.empty()) popMode(); } ;
QUOTE      : '"' -> pushMode(STRING) ;

DOC        : '///' (~[/\r\n] ~[\r\n]*)? -> channel(DOCUMENTATION) ;
COMMENT    : '//' ~[\r\n]* -> channel(HIDDEN) ;
SPACE      : [ \t\r\n]+ -> channel(HIDDEN) ;
STRANGE    : . ;

// A string ends on its line; `{` begins an expression in it, unless it belongs to an escape.
// (A line that ends inside such an expression ends the string too: compiler/syntax/lexer.h.)
mode STRING;
TEXT        : ( ~["\\{\r\n] | '\\u{' ~["{}\r\n]* '}' | '\\' ~[\r\n] )+ ;
OPEN_VALUE  : '{' -> type(LBRACE), pushMode(DEFAULT_MODE) ;
END_QUOTE   : '"' -> type(QUOTE), popMode ;
UNCLOSED    : ( [\r\n] | '\\' [\r\n] ) -> popMode ;
