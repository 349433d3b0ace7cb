#include "engine/index/names.h"

#include <algorithm>
#include <charconv>

#include "engine/index/generation.h"

namespace clearinghouse::index {
namespace names {

std::optional<Key> key_of(std::string_view name) {
    constexpr std::string_view form = "00000000T000000Z-";
    if (name.size() <= form.size() || name.size() > form.size() + 9) return std::nullopt;
    const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] == '0' ? !is_digit(name[i]) : name[i] != form[i]) return std::nullopt;
    }
    const std::string_view count = name.substr(form.size());
    if (!std::all_of(count.begin(), count.end(), is_digit) || count.front() == '0') return std::nullopt;
    unsigned long number = 0;
    std::from_chars(count.data(), count.data() + count.size(), number);
    return Key{std::string{name.substr(0, form.size() - 1)}, number};
}

std::filesystem::path directory(const std::filesystem::path& index, std::string_view name) {
    return index / generations / name;
}

}  // namespace names

std::optional<std::string> current_generation(const std::filesystem::path& index) {
    std::error_code error;
    const auto target = std::filesystem::read_symlink(index / names::current, error);
    if (error || target.parent_path() != names::generations) return std::nullopt;
    const std::string name = target.filename().string();
    if (!names::key_of(name)) return std::nullopt;
    return name;
}

std::vector<std::string> generation_names(const std::filesystem::path& index) {
    std::vector<std::string> found;
    std::error_code error;
    for (std::filesystem::directory_iterator entry{index / names::generations, error}, end; !error && entry != end;
         entry.increment(error)) {
        std::string name = entry->path().filename().string();
        if (names::key_of(name)) found.push_back(std::move(name));
    }
    std::sort(found.begin(), found.end(), [](const std::string& left, const std::string& right) {
        return names::key_of(left) < names::key_of(right);
    });
    return found;
}

}  // namespace clearinghouse::index
