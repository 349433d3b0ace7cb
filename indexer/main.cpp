#include <exception>
#include <iostream>

#include "indexer/commands.h"
#include "indexer/options.h"

int main(int count, char** arguments) {
    using namespace clearinghouse::indexer;
    try {
        const auto options = read_options(count, arguments, std::cout, std::cerr);
        return options ? run(*options, std::cout, std::cerr) : options.error();
    } catch (const std::exception& error) {
        std::cerr << "clearinghouse-indexer: " << error.what() << '\n';
        return exit_code::no_disk;
    }
}
