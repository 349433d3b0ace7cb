#include "server/worker_pool.h"

#include <pthread.h>

#include <algorithm>
#include <csignal>

namespace clearinghouse::server {

WorkerPool::WorkerPool(int workers, std::size_t most_waiting) : most_waiting_(most_waiting) {
    const unsigned count =
        workers > 0 ? static_cast<unsigned>(workers) : std::max(4U, std::thread::hardware_concurrency());
    // Signals are for the thread that runs the server: blocked here, they interrupt no handler.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (unsigned i = 0; i < count; ++i) threads_.emplace_back([this] { work(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard lock{mutex_};
        ending_ = true;
        waiting_.clear();
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

bool WorkerPool::offer(std::function<void()> job) {
    {
        const std::lock_guard lock{mutex_};
        if (ending_ || waiting_.size() >= most_waiting_) return false;
        waiting_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

void WorkerPool::work() {
    for (;;) {
        std::function<void()> job;
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
            if (ending_) return;
            job = std::move(waiting_.front());
            waiting_.pop_front();
        }
        job();
    }
}

}  // namespace clearinghouse::server
