#include "server/rate_limit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

#include "server/network.h"

namespace clearinghouse::server {
namespace {

constexpr std::uint64_t shared_bucket = 0;

std::string random_salt() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}{:08x}", random(), random(), random());
}

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

}  // namespace

std::size_t RateLimit::seconds_to_fill() const {
    return is_on() ? static_cast<std::size_t>(std::ceil(static_cast<double>(burst) / per_second)) : 0;
}

RateLimiter::RateLimiter(const RateLimit& limit) : limit_{limit}, salt_{random_salt()} {}

RateLimiter::Verdict RateLimiter::take(std::string_view client, Time now) {
    if (!limit_.is_on()) return {};
    const std::lock_guard lock{mutex_};
    if (now >= next_sweep_ || buckets_.size() >= limit_.clients) forget_full_buckets(now);
    auto key = std::uint64_t{std::hash<std::string>{}(salt_ + std::string{client})};
    if (buckets_.size() >= limit_.clients && !buckets_.contains(key)) key = shared_bucket;
    const auto full = static_cast<double>(limit_.burst);
    auto& bucket = buckets_.try_emplace(key, Bucket{full, now}).first->second;
    bucket.tokens = tokens_at(bucket, now);
    bucket.filled_until = std::max(bucket.filled_until, now);
    const auto seconds_for = [&](double tokens) {
        return static_cast<std::size_t>(std::ceil(std::max(tokens, 0.0) / limit_.per_second));
    };
    if (bucket.tokens < 1) return {false, 0, std::max<std::size_t>(seconds_for(1 - bucket.tokens), 1)};
    bucket.tokens -= 1;
    return {true, static_cast<std::size_t>(bucket.tokens), seconds_for(full - bucket.tokens)};
}

double RateLimiter::tokens_at(const Bucket& bucket, Time now) const {
    const auto passed = std::max(std::chrono::duration<double>(now - bucket.filled_until).count(), 0.0);
    return std::min(bucket.tokens + passed * limit_.per_second, static_cast<double>(limit_.burst));
}

void RateLimiter::forget_full_buckets(Time now) {
    std::erase_if(buckets_,
                  [&](const auto& entry) { return tokens_at(entry.second, now) >= static_cast<double>(limit_.burst); });
    next_sweep_ = now + std::chrono::seconds{limit_.seconds_to_fill()};
}

std::string RateLimiter::policy() const {
    return fmt::format("\"default\";q={};w={}", limit_.burst, limit_.seconds_to_fill());
}

std::string RateLimiter::told(const Verdict& verdict) {
    return fmt::format("\"default\";r={};t={}", verdict.remaining, verdict.seconds);
}

std::size_t RateLimiter::clients() const {
    const std::lock_guard lock{mutex_};
    return buckets_.size();
}

std::string client_of(std::string_view peer, std::string_view forwarded_for, bool trusts_proxy) {
    if (!is_this_machine(peer)) return std::string{peer};
    if (!trusts_proxy) return {};
    const auto comma = forwarded_for.rfind(',');
    const auto last = trimmed(comma == forwarded_for.npos ? forwarded_for : forwarded_for.substr(comma + 1));
    const auto network = network_of(last);
    return is_this_machine(network) ? std::string{} : network;
}

}  // namespace clearinghouse::server
