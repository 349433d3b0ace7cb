#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace clearinghouse::server {

/// Threads that do jobs from a bounded queue: what does not fit is turned away at once instead of waiting ever longer.
class WorkerPool {
public:
    /// `workers` 0: one per core, four at least, since handlers also wait for the disk.
    WorkerPool(int workers, std::size_t most_waiting);

    /// Waits for the jobs that run; those that still wait are dropped.
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// False if the queue is full. A job must not throw.
    bool offer(std::function<void()> job);

private:
    void work();

    const std::size_t most_waiting_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace clearinghouse::server
