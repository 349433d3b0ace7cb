#include "tests/indexer/program.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>
#include <thread>

#include "tests/index/temporary_folder.h"

namespace clearinghouse::testing {
namespace {

[[noreturn]] void become_indexer(const std::vector<char*>& arguments, const std::string& errors, const Limits& limits) {
    const int file = ::open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    const int nothing = ::open("/dev/null", O_WRONLY);
    ::dup2(nothing, STDOUT_FILENO);
    ::dup2(file, STDERR_FILENO);
    if (limits.file_bytes) {
        std::signal(SIGXFSZ, SIG_IGN);  // so that writing fails, as on a full disk
        const rlimit limit{*limits.file_bytes, *limits.file_bytes};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

}  // namespace

Ended run_indexer(std::vector<std::string> arguments, const Limits& limits) {
    arguments.insert(arguments.begin(), CLEARINGHOUSE_PROGRAMS "/clearinghouse-indexer");
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    const TemporaryFolder folder;
    const std::string errors = folder.path() / "errors";

    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("cannot start a process");
    if (child == 0) become_indexer(pointers, errors, limits);
    if (limits.kill_after) {
        std::this_thread::sleep_for(*limits.kill_after);
        ::kill(child, SIGKILL);
    }
    int status = 0;
    if (::waitpid(child, &status, 0) != child) throw std::runtime_error("cannot wait for a process");
    return {.killed = WIFSIGNALED(status),
            .code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            .errors = read_text(errors)};
}

}  // namespace clearinghouse::testing
