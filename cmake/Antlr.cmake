# The lexer and the parser, generated from grammar/, as the object library `writ_grammar`, and the
# ANTLR runtime as `writ_antlr`. Only compiler/syntax links them.

# clang 14 rejects one header that antlr4-runtime.h includes and nobody here needs; clang-tidy reads
# the commands of g++ with the same front end. So all compilers get the same copy without that line.
set(shim ${CMAKE_CURRENT_BINARY_DIR}/shim)
file(STRINGS ${ANTLR4_INCLUDE_DIR}/antlr4-runtime.h lines)
list(FILTER lines EXCLUDE REGEX InterpreterDataReader)
list(JOIN lines "\n" text)
file(CONFIGURE OUTPUT ${shim}/antlr4-runtime.h CONTENT "${text}\n" @ONLY)

add_library(writ_antlr UNKNOWN IMPORTED)  # the headers of IMPORTED targets give no warnings
set_target_properties(writ_antlr PROPERTIES
  IMPORTED_LOCATION ${ANTLR4_LIBRARY}
  INTERFACE_INCLUDE_DIRECTORIES "${shim};${ANTLR4_INCLUDE_DIR}")
target_link_libraries(writ_antlr INTERFACE Threads::Threads)

set(grammar ${PROJECT_SOURCE_DIR}/grammar)
set(generated ${CMAKE_CURRENT_BINARY_DIR}/antlr)
set(flags -Werror -Dlanguage=Cpp -no-listener -no-visitor -package writ::antlr -o ${generated})
add_custom_command(
  OUTPUT ${generated}/WritLexer.h ${generated}/WritLexer.cpp ${generated}/WritLexer.tokens
  BYPRODUCTS ${generated}/WritLexer.interp
  COMMAND ${ANTLR4} ${flags} -Xexact-output-dir ${grammar}/WritLexer.g4
  DEPENDS ${grammar}/WritLexer.g4 COMMENT "Generating the lexer" VERBATIM)
add_custom_command(
  OUTPUT ${generated}/WritParser.h ${generated}/WritParser.cpp
  BYPRODUCTS ${generated}/WritParser.interp ${generated}/WritParser.tokens
  COMMAND ${ANTLR4} ${flags} -Xexact-output-dir -lib ${generated} ${grammar}/WritParser.g4
  DEPENDS ${grammar}/WritParser.g4 ${generated}/WritLexer.tokens
  COMMENT "Generating the parser" VERBATIM)

add_library(writ_grammar OBJECT ${generated}/WritLexer.cpp ${generated}/WritParser.cpp)
# C++17, for the lexer's u8"…" literals; no warnings, for they are not ours to mend; and without
# sanitizers, which would take 25 s here and find nothing of ours.
set_target_properties(writ_grammar PROPERTIES CXX_STANDARD 17 CXX_CLANG_TIDY "")
target_compile_options(writ_grammar PRIVATE -w -fno-sanitize=all)
if(WRIT_FUZZ)  # the fuzzer is to see which sentences it has reached
  target_compile_options(writ_grammar PRIVATE -fsanitize=fuzzer-no-link)
endif()
target_include_directories(writ_grammar SYSTEM PUBLIC ${generated})
target_link_libraries(writ_grammar PUBLIC writ_antlr)
