#include "compiler/emit/reserved.h"

#include <set>

namespace writ::emit {

namespace {

using Words = std::set<std::string_view>;

Words split(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const std::size_t stop = std::min(text.find(' '), text.size());
    if (stop > 0) words.insert(text.substr(0, stop));
    text.remove_prefix(std::min(stop + 1, text.size()));
  }
  return words;
}

constexpr std::string_view keywords =
    "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t "
    "char32_t class compl concept const consteval constexpr constinit const_cast continue co_await "
    "co_return co_yield decltype default delete do double dynamic_cast else enum explicit export "
    "extern false float for friend goto if inline int long mutable namespace new noexcept not "
    "not_eq nullptr operator or or_eq private protected public register reinterpret_cast requires "
    "return short signed sizeof static static_assert static_cast struct switch template this "
    "thread_local throw true try typedef typeid typename union unsigned using virtual void "
    "volatile "
    "wchar_t while xor xor_eq";

// Of the headers that generated code includes, with and without the extensions of GNU.
constexpr std::string_view macros =
    "BIG_ENDIAN BUFSIZ BYTE_ORDER EOF EXIT_FAILURE EXIT_SUCCESS FD_SETSIZE FILENAME_MAX FOPEN_MAX "
    "LITTLE_ENDIAN L_ctermid L_cuserid L_tmpnam MB_CUR_MAX NFDBITS NULL PDP_ENDIAN P_tmpdir "
    "RAND_MAX "
    "RENAME_EXCHANGE RENAME_NOREPLACE RENAME_WHITEOUT SEEK_CUR SEEK_DATA SEEK_END SEEK_HOLE "
    "SEEK_SET "
    "TMP_MAX WCONTINUED WEOF WEXITED WNOHANG WNOWAIT WSTOPPED WUNTRACED assert errno i386 linux "
    "major makedev minor offsetof stderr stdin stdout unix "
    "va_arg va_copy va_end va_start "
    "E2BIG EACCES EADDRINUSE EADDRNOTAVAIL EADV EAFNOSUPPORT EAGAIN EALREADY EBADE EBADF EBADFD "
    "EBADMSG EBADR EBADRQC EBADSLT EBFONT EBUSY ECANCELED ECHILD ECHRNG ECOMM ECONNABORTED "
    "ECONNREFUSED ECONNRESET EDEADLK EDEADLOCK EDESTADDRREQ EDOM EDOTDOT EDQUOT EEXIST EFAULT "
    "EFBIG "
    "EHOSTDOWN EHOSTUNREACH EHWPOISON EIDRM EILSEQ EINPROGRESS EINTR EINVAL EIO EISCONN EISDIR "
    "EISNAM EKEYEXPIRED EKEYREJECTED EKEYREVOKED EL2HLT EL2NSYNC EL3HLT EL3RST ELIBACC ELIBBAD "
    "ELIBEXEC ELIBMAX ELIBSCN ELNRNG ELOOP EMEDIUMTYPE EMFILE EMLINK EMSGSIZE EMULTIHOP "
    "ENAMETOOLONG ENAVAIL ENETDOWN ENETRESET ENETUNREACH ENFILE ENOANO ENOBUFS ENOCSI ENODATA "
    "ENODEV ENOENT ENOEXEC ENOKEY ENOLCK ENOLINK ENOMEDIUM ENOMEM ENOMSG ENONET ENOPKG ENOPROTOOPT "
    "ENOSPC ENOSR ENOSTR ENOSYS ENOTBLK ENOTCONN ENOTDIR ENOTEMPTY ENOTNAM ENOTRECOVERABLE "
    "ENOTSOCK "
    "ENOTSUP ENOTTY ENOTUNIQ ENXIO EOPNOTSUPP EOVERFLOW EOWNERDEAD EPERM EPFNOSUPPORT EPIPE EPROTO "
    "EPROTONOSUPPORT EPROTOTYPE ERANGE EREMCHG EREMOTE EREMOTEIO ERESTART ERFKILL EROFS ESHUTDOWN "
    "ESOCKTNOSUPPORT ESPIPE ESRCH ESRMNT ESTALE ESTRPIPE ETIME ETIMEDOUT ETOOMANYREFS ETXTBSY "
    "EUCLEAN EUNATCH EUSERS EWOULDBLOCK EXDEV EXFULL "
    "ADJ_ESTERROR ADJ_FREQUENCY ADJ_MAXERROR ADJ_MICRO ADJ_NANO ADJ_OFFSET ADJ_OFFSET_SINGLESHOT "
    "ADJ_OFFSET_SS_READ ADJ_SETOFFSET ADJ_STATUS ADJ_TAI ADJ_TICK ADJ_TIMECONST CLOCKS_PER_SEC "
    "CLOCK_BOOTTIME CLOCK_BOOTTIME_ALARM CLOCK_MONOTONIC CLOCK_MONOTONIC_COARSE "
    "CLOCK_MONOTONIC_RAW CLOCK_PROCESS_CPUTIME_ID CLOCK_REALTIME CLOCK_REALTIME_ALARM "
    "CLOCK_REALTIME_COARSE CLOCK_TAI CLOCK_THREAD_CPUTIME_ID CLONE_CHILD_CLEARTID "
    "CLONE_CHILD_SETTID CLONE_DETACHED CLONE_FILES CLONE_FS CLONE_IO CLONE_NEWCGROUP CLONE_NEWIPC "
    "CLONE_NEWNET CLONE_NEWNS CLONE_NEWPID CLONE_NEWTIME CLONE_NEWUSER CLONE_NEWUTS CLONE_PARENT "
    "CLONE_PARENT_SETTID CLONE_PIDFD CLONE_PTRACE CLONE_SETTLS CLONE_SIGHAND CLONE_SYSVSEM "
    "CLONE_THREAD CLONE_UNTRACED CLONE_VFORK CLONE_VM CPU_ALLOC CPU_ALLOC_SIZE CPU_AND CPU_AND_S "
    "CPU_CLR CPU_CLR_S CPU_COUNT CPU_COUNT_S CPU_EQUAL CPU_EQUAL_S CPU_FREE CPU_ISSET CPU_ISSET_S "
    "CPU_OR CPU_OR_S CPU_SET CPU_SETSIZE CPU_SET_S CPU_XOR CPU_XOR_S CPU_ZERO CPU_ZERO_S CSIGNAL "
    "FD_CLR FD_ISSET FD_SET FD_ZERO INT16_C INT32_C INT64_C INT8_C INTMAX_C MOD_CLKA MOD_CLKB "
    "MOD_ESTERROR MOD_FREQUENCY MOD_MAXERROR MOD_MICRO MOD_NANO MOD_OFFSET MOD_STATUS MOD_TAI "
    "MOD_TIMECONST PTHREAD_ADAPTIVE_MUTEX_INITIALIZER_NP PTHREAD_ATTR_NO_SIGMASK_NP "
    "PTHREAD_BARRIER_SERIAL_THREAD PTHREAD_CANCELED PTHREAD_CANCEL_ASYNCHRONOUS "
    "PTHREAD_CANCEL_DEFERRED PTHREAD_CANCEL_DISABLE PTHREAD_CANCEL_ENABLE "
    "PTHREAD_COND_INITIALIZER PTHREAD_CREATE_DETACHED PTHREAD_CREATE_JOINABLE "
    "PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP PTHREAD_EXPLICIT_SCHED PTHREAD_INHERIT_SCHED "
    "PTHREAD_MUTEX_INITIALIZER PTHREAD_ONCE_INIT PTHREAD_PROCESS_PRIVATE PTHREAD_PROCESS_SHARED "
    "PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP PTHREAD_RWLOCK_INITIALIZER "
    "PTHREAD_RWLOCK_WRITER_NONRECURSIVE_INITIALIZER_NP PTHREAD_SCOPE_PROCESS PTHREAD_SCOPE_SYSTEM "
    "PTHREAD_STACK_MIN SCHED_BATCH SCHED_DEADLINE SCHED_FIFO SCHED_IDLE SCHED_ISO SCHED_OTHER "
    "SCHED_RESET_ON_FORK SCHED_RR STA_CLK STA_CLOCKERR STA_DEL STA_FLL STA_FREQHOLD STA_INS "
    "STA_MODE STA_NANO STA_PLL STA_PPSERROR STA_PPSFREQ STA_PPSJITTER STA_PPSSIGNAL STA_PPSTIME "
    "STA_PPSWANDER STA_RONLY STA_UNSYNC TIMER_ABSTIME TIME_UTC UINT16_C UINT32_C UINT64_C UINT8_C "
    "UINTMAX_C WEXITSTATUS WIFCONTINUED WIFEXITED WIFSIGNALED WIFSTOPPED WSTOPSIG WTERMSIG alloca "
    "be16toh be32toh be64toh htobe16 htobe32 htobe64 htole16 htole32 htole64 le16toh le32toh "
    "le64toh pthread_cleanup_pop pthread_cleanup_pop_restore_np pthread_cleanup_push "
    "pthread_cleanup_push_defer_np sched_priority strdupa strndupa";

constexpr std::string_view generated_types =
    "Answer Context Denials Event Field Guard Intent IntentKind IntentRef Intents JsonArray "
    "JsonEntries JsonKey JsonMap JsonMembers JsonObject JsonPairs JsonReader JsonSet Machine "
    "Outcome Patch Phase Phases PrintTo Refusal RefusalKind Rule RuleText Seal State Suggestion "
    "Timer View "
    "Where";

constexpr std::string_view generated_locals =
    "at checked clause commit constants context contract_hash denied detail "
    "dry fault final_phases finish functions guard_fault guards holds intent invariants missing "
    "moment more name out patch path pattern patterns payload phase refined refusal rows rule "
    "rules seen state std stored sums text to_json trial types value_rules writ write";

// What a contract or a module may well be called, of all that C and POSIX declare; ours at the end.
constexpr std::string_view globals =
    "abort abs accept access acct alarm atexit atof atoi atol basename bind bsearch calloc chdir "
    "chmod chown clearenv clearerr clock close confstr connect copysign creat crypt ctermid ctime "
    "daemon dirname div dprintf dup ecvt encrypt environ erf error exit exp ffs fork fprintf free "
    "fscanf fstat gamma gcvt getc getenv getline getopt gets glob hypot index initgroups initstate "
    "ioctl ipc isatty kill labs ldexp ldiv link listen llabs localtime log lseek lstat main malloc "
    "memchr memcmp memcpy memmove memset mkdir mktemp mktime mlock mmap mount nan nice obstack "
    "open "
    "optarg optind pause pclose perror pipe poll popen pow printf pselect ptrace putc putenv puts "
    "qsort quick_exit raise rand random read readlink readv realloc realpath recv regcomp "
    "remainder "
    "remove rename rewind rindex rint rmdir round scanf seed48 select send sendfile setbuf setenv "
    "setstate shutdown sigaction signal signgam sigvec sin sleep socket splice sprintf sqrt srand "
    "srandom sscanf stat stime strcat strcmp strcpy strdup strfry strlen strtok swab symlink sync "
    "syscall sysconf sysinfo syslog system tan tee tempnam time timegm times timeval timezone tm "
    "tmpfile tmpnam toascii truncate trunc ttyname tzname tzset uname umask umount ungetc unlink "
    "usleep utime utimes vfork vhangup wait waitid write "
    "constants detail functions guards invariants patterns refined std testing types value_rules "
    "writ";

}  // namespace

bool is_word_of_cpp(std::string_view name) {
  static const Words words = [] {
    Words all = split(keywords);
    all.merge(split(macros));
    return all;
  }();
  if (words.contains(name)) return true;
  // INT64_MAX, SIZE_WIDTH, LC_ALL
  if (name.starts_with("LC_")) return true;
  const bool limit = name.ends_with("_MAX") || name.ends_with("_MIN") || name.ends_with("_WIDTH");
  for (const std::string_view of :
       {"INT", "UINT", "PTRDIFF", "SIZE", "SIG_ATOMIC", "WCHAR", "WINT"})
    if (limit && name.starts_with(of)) return true;
  return false;
}

bool is_generated_type(std::string_view name) {
  static const Words words = split(generated_types);
  return words.contains(name);
}

bool is_generated_local(std::string_view name) {
  static const Words words = split(generated_locals);
  return words.contains(name);
}

bool is_global(std::string_view name) {
  static const Words words = split(globals);
  return words.contains(name);
}

}  // namespace writ::emit
