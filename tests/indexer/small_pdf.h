#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

namespace clearinghouse::testing {

/// A PDF with a line of text for each string of a page, in Latin letters without brackets (ISO 32000-1, 7.5).
/// `encryption` is put into the trailer.
inline std::string pdf_of(const std::vector<std::vector<std::string>>& pages, const std::string& encryption = "") {
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "",
                                     "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
    std::string kids;
    for (const auto& lines : pages) {
        std::string text = "BT /F 12 Tf 72 720 Td ";
        for (const auto& line : lines) text += fmt::format("({}) Tj 0 -14 Td ", line);
        text += "ET";
        objects.push_back(fmt::format("<< /Length {} >>\nstream\n{}\nendstream", text.size(), text));
        objects.push_back(
            fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R "
                        "/Resources << /Font << /F 3 0 R >> >> >>",
                        objects.size()));
        kids += fmt::format("{} 0 R ", objects.size());
    }
    objects[1] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages.size());
    std::string pdf = "%PDF-1.4\n";
    std::string places = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
    for (std::size_t i = 0; i < objects.size(); ++i) {
        places += fmt::format("{:010} 00000 n \n", pdf.size());
        pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    return fmt::format("{}{}trailer\n<< /Size {} /Root 1 0 R {} >>\nstartxref\n{}\n%%EOF\n", pdf, places,
                       objects.size() + 1, encryption, pdf.size());
}

/// A PDF that opens with no password: its key is said to be of one that nobody knows (7.6.3).
inline std::string locked_pdf() {
    const std::string key(64, '7');
    const auto id = "/ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]";
    return pdf_of({{"Secret"}},
                  fmt::format("/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <{}> /U <{}> >> {}", key, key, id));
}

}  // namespace clearinghouse::testing
