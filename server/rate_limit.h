#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace clearinghouse::server {

/// How many requests one client may send: a bucket of tokens that fills steadily, from which each request takes one.
struct RateLimit {
    double per_second = 20;      ///< 0: no limit.
    std::size_t burst = 100;     ///< Tokens in a full bucket.
    std::size_t clients = 8192;  ///< Buckets at once; beyond them new clients share one.

    bool is_on() const { return per_second > 0 && burst > 0; }
    /// The time in which an empty bucket fills, in whole seconds.
    std::size_t seconds_to_fill() const;
};

/// Buckets by client. A client is remembered as a number that means nothing outside of this process, and only until its
/// bucket is full again. Safe to use from several threads.
class RateLimiter {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit RateLimiter(const RateLimit& limit);

    struct Verdict {
        bool allowed = true;
        std::size_t remaining = 0;  ///< Requests that may follow at once.
        std::size_t seconds = 0;    ///< Until the bucket is full; when not allowed, until the next request may come.
    };
    Verdict take(std::string_view client, Time now);

    /// The values of the headers RateLimit-Policy and RateLimit, as draft-ietf-httpapi-ratelimit-headers has them.
    std::string policy() const;
    static std::string told(const Verdict& verdict);

    std::size_t clients() const;

private:
    struct Bucket {
        double tokens;
        Time filled_until;
    };
    double tokens_at(const Bucket& bucket, Time now) const;
    void forget_full_buckets(Time now);

    const RateLimit limit_;
    const std::string salt_;
    mutable std::mutex mutex_;
    std::unordered_map<std::uint64_t, Bucket> buckets_;
    Time next_sweep_{};
};

/// Whom a request is from, as far as a limit goes: the peer, or, when the peer is a proxy on this machine that is
/// trusted, the network of the last address in X-Forwarded-For, which that proxy wrote. Empty for this machine itself,
/// which is not limited. `peer` is a network_of().
std::string client_of(std::string_view peer, std::string_view forwarded_for, bool trusts_proxy);

}  // namespace clearinghouse::server
