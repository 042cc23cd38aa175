# The warnings that all our code is clean under, the generated C++ of the examples included, with
# g++ and clang. They hold for this tree only: nothing of it reaches who adds it as a subdirectory.
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)

# g++ 12 and 13 warn wrongly about `"text" + std::to_string(n)` (GCC bug 105651). Generated code has
# to avoid it, for users will see it: examples/CMakeLists.txt turns it on again.
add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
