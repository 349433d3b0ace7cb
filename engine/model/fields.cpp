#include "engine/model/fields.h"

#include <algorithm>
#include <array>

namespace clearinghouse::model {
namespace {

// Fields are named once and then listed by the types that have them.
namespace detail {
constexpr Field period{"period", Kind::period,
                       "The years or dates from which and to which it ran, or the time that is covered. Leave out "
                       "\"to\" while it is running."};
constexpr Field theme_year{"theme-year", Kind::year, "The year of the annual theme for which it was made."};
constexpr Field pages{"pages", Kind::number, "How many pages the publication has."};
constexpr Field isbn{"isbn", Kind::isbn, "ISBN of the publication, with or without hyphens."};
constexpr Field doi{"doi", Kind::doi, "Digital object identifier, without https://doi.org/."};
constexpr Field funder{"funder", Kind::name, "An organisation that paid for it."};
constexpr Field practice_status{"practice-status", Kind::choice,
                                "Is it running, has it become a regular service, or has it ended?"};
constexpr Field cost{"cost", Kind::amount, "What it cost, in the currency of the time."};
constexpr Field evidence{"evidence", Kind::evidence,
                         "How well its results are known: a concept of evidence-levels.rdf, and when that was judged. "
                         "The reason stands in the text as evidence-reason."};
constexpr Field contact{"contact", Kind::organisation, "The organisation to ask, never a private person."};
constexpr Field publication{"publication", Kind::name,
                            "Where the study was published: journal or series, volume, number."};
constexpr Field programme{"programme", Kind::name, "The programme that the project belongs to."};
constexpr Field institution{"institution", Kind::organisation, "A university or institute that takes part."};
constexpr Field grant{"grant", Kind::amount, "The sum granted."};
constexpr Field geography{"geography", Kind::name, "Which areas the figures are given for, in words."};
constexpr Field data{"data", Kind::data,
                     "A CSV file beside the document: one row per value, with a header; the column \"value\" holds the "
                     "figures."};
constexpr Field start{"start", Kind::moment, "When it starts, with offset from UTC if the hour is known."};
constexpr Field end{"end", Kind::moment, "When it ends."};
constexpr Field online{"online", Kind::flag, "Whether one can take part over the network."};
constexpr Field registration{"registration", Kind::address, "Where to register."};
constexpr Field recording{"recording", Kind::address, "Where to see it afterwards."};
constexpr Field organiser{"organiser", Kind::organisation, "An organisation that holds it."};
constexpr Field speaker{"speaker", Kind::organisation, "An organisation that speaks at it."};
constexpr Field founded{"founded", Kind::date, "When it was founded."};
constexpr Field member{"member", Kind::organisation, "A member, with the country it speaks for."};
constexpr Field call_year{"call-year", Kind::year, "The year of the call that funded it."};
constexpr Field lead{"lead", Kind::organisation, "The organisation that leads the project."};
constexpr Field partner{"partner", Kind::organisation, "An organisation that takes part in the project."};
constexpr Field adopted{"adopted", Kind::date, "When it was adopted."};
constexpr Field adopted_by{"adopted-by", Kind::name, "Who adopted it."};
constexpr Field year{"year", Kind::year, "The year of the theme."};
constexpr Field decision{"decision", Kind::decision, "Who chose the theme, and when."};
constexpr Field edition{"edition", Kind::number, "The edition of the collection; 1 when it is first published."};
}  // namespace detail

namespace section {
constexpr Field key_findings{"key-findings", Kind::prose, "What a reader should remember."};
constexpr Field method{"method", Kind::prose, "How the synthesis was made."};
constexpr Field recommendations{"recommendations", Kind::prose, "What the authors recommend."};
constexpr Field challenge{"challenge", Kind::prose, "The problem that the practice answers."};
constexpr Field approach{"approach", Kind::prose, "What was done: the activities."};
constexpr Field participants{"participants", Kind::prose, "For whom: who takes part, and how many."};
constexpr Field actors{"actors", Kind::prose, "Who does it, and who works together."};
constexpr Field resources{"resources", Kind::prose, "What it took: staff, money, rooms."};
constexpr Field results{"results", Kind::prose, "What came of it, with figures and their source."};
constexpr Field evidence_reason{"evidence-reason", Kind::prose, "Why the evidence is judged as it is."};
constexpr Field success_factors{"success-factors", Kind::prose, "What made it work."};
constexpr Field obstacles{"obstacles", Kind::prose, "What stood in the way."};
constexpr Field preconditions{"preconditions", Kind::prose, "What has to be in place first."};
constexpr Field transferability{"transferability", Kind::prose,
                                "What another municipality can take over, and what it must change."};
constexpr Field question{"question", Kind::prose, "What was asked."};
constexpr Field design{"design", Kind::prose, "How it was studied."};
constexpr Field data{"data", Kind::prose, "What was studied."};
constexpr Field findings{"findings", Kind::prose, "What was found."};
constexpr Field limits{"limits", Kind::prose, "What the study cannot say."};
constexpr Field aim{"aim", Kind::prose, "What the project wants to reach."};
constexpr Field outputs{"outputs", Kind::prose, "What comes out of it."};
constexpr Field measure{"measure", Kind::prose, "What is counted."};
constexpr Field unit{"unit", Kind::prose, "In which unit."};
constexpr Field harmonisation{"harmonisation", Kind::prose,
                              "What differs between the countries, and how the figures were made comparable."};
constexpr Field programme_text{"programme-text", Kind::prose, "What is on the programme."};
constexpr Field outcomes{"outcomes", Kind::prose, "What came of it."};
constexpr Field mandate{"mandate", Kind::prose, "What the network is for."};
constexpr Field meeting_rhythm{"meeting-rhythm", Kind::prose, "How often it meets."};
constexpr Field activities{"activities", Kind::prose, "What it does."};
constexpr Field responsibility{"responsibility", Kind::prose,
                               "Which ministries, authorities and municipalities answer for what."};
constexpr Field reception{"reception", Kind::prose, "How reception and settlement are organised."};
constexpr Field introduction_programme{"introduction-programme", Kind::prose,
                                       "Who is offered an introduction programme, how long, with what content."};
constexpr Field language_training{"language-training", Kind::prose, "How the language is taught to adults."};
constexpr Field labour_market{"labour-market", Kind::prose, "What helps people into work."};
constexpr Field education{"education", Kind::prose, "Access to school and education."};
constexpr Field family_and_children{"family-and-children", Kind::prose, "What is offered to children and parents."};
constexpr Field civil_society{"civil-society", Kind::prose, "The part of associations and volunteers."};
constexpr Field aims{"aims", Kind::prose, "What it wants to reach."};
constexpr Field organisation{"organisation", Kind::prose, "Who carries it out."};
constexpr Field follow_up{"follow-up", Kind::prose, "How it is followed up."};
constexpr Field foreword{"foreword", Kind::prose, "The steering group's foreword."};
}  // namespace section

constexpr std::array knowledge_synthesis_details{detail::period, detail::theme_year, detail::pages,
                                                 detail::isbn,   detail::doi,        detail::funder};
constexpr std::array knowledge_synthesis_sections{section::key_findings, section::method, section::recommendations};
constexpr std::array learning_example_details{detail::period, detail::practice_status, detail::cost,
                                              detail::funder, detail::evidence,        detail::contact};
constexpr std::array learning_example_sections{
    section::challenge, section::approach,      section::participants,    section::actors,
    section::resources, section::results,       section::evidence_reason, section::success_factors,
    section::obstacles, section::preconditions, section::transferability};
constexpr std::array research_summary_details{detail::publication, detail::doi, detail::pages, detail::funder,
                                              detail::evidence};
constexpr std::array research_summary_sections{section::question, section::design, section::data, section::findings,
                                               section::limits};
constexpr std::array research_project_details{detail::programme, detail::period, detail::institution, detail::funder,
                                              detail::grant};
constexpr std::array research_project_sections{section::aim, section::design, section::outputs};
constexpr std::array statistic_details{detail::geography, detail::period, detail::data};
constexpr std::array statistic_sections{section::measure, section::unit, section::harmonisation, section::findings};
constexpr std::array event_details{detail::start,     detail::end,       detail::online, detail::registration,
                                   detail::recording, detail::organiser, detail::speaker};
constexpr std::array event_sections{section::programme_text, section::outcomes};
constexpr std::array network_details{detail::founded, detail::member, detail::contact};
constexpr std::array network_sections{section::mandate, section::meeting_rhythm, section::activities};
constexpr std::array project_details{detail::call_year, detail::grant, detail::lead, detail::partner, detail::period};
constexpr std::array project_sections{section::aim, section::results};
constexpr std::array country_profile_details{detail::period};
constexpr std::array country_profile_sections{
    section::responsibility, section::reception, section::introduction_programme, section::language_training,
    section::labour_market,  section::education, section::family_and_children,    section::civil_society};
constexpr std::array policy_document_details{detail::period, detail::adopted, detail::adopted_by};
constexpr std::array policy_document_sections{section::aims, section::organisation, section::follow_up};
constexpr std::array collection_details{detail::year, detail::decision, detail::edition};
constexpr std::array collection_sections{section::foreword};

constexpr std::array all_types{
    Type{"knowledge-synthesis", "knowledge-syntheses",
         "What is known on a question, gathered from several studies or countries.", knowledge_synthesis_details,
         knowledge_synthesis_sections},
    Type{"learning-example", "learning-examples",
         "A practice from a municipality or civil society: what was done, for whom, with what result, what can be "
         "transferred.",
         learning_example_details, learning_example_sections},
    Type{"research-summary", "research-summaries",
         "One study in brief: what was asked, how it was studied, what was found.", research_summary_details,
         research_summary_sections},
    Type{"research-project", "research-projects", "A research project: who studies what, and what comes out of it.",
         research_project_details, research_project_sections},
    Type{"statistic", "statistics",
         "Figures with their measure, source and notes; the data lie beside the document as CSV, one row per value.",
         statistic_details, statistic_sections},
    Type{"event", "events", "A webinar, conference or meeting.", event_details, event_sections},
    Type{"network", "networks", "A standing group of people or organisations that learn from each other.",
         network_details, network_sections},
    Type{"project", "projects", "A project funded by the integration pool.", project_details, project_sections},
    Type{"news", "news", "A news item, our own or shared from another institution.", {}, {}},
    Type{"country-profile", "country-profiles",
         "How one country organises integration, in fields that can be laid side by side.", country_profile_details,
         country_profile_sections},
    Type{"policy-document", "policy-documents", "A decision, programme or strategy.", policy_document_details,
         policy_document_sections},
    Type{"collection", "collections",
         "What one annual theme of the steering group gathered: a foreword and an ordered table of parts.",
         collection_details, collection_sections},
};

}  // namespace

std::span<const Type> types() {
    return all_types;
}

const Type* type(std::string_view name) {
    const auto found = std::ranges::find(all_types, name, &Type::name);
    return found == all_types.end() ? nullptr : &*found;
}

const Field* field(std::string_view name) {
    static constexpr Field body_field{body, Kind::prose, "Everything that has no field of its own."};
    if (name == body) return &body_field;
    for (const auto& fields : {&Type::details, &Type::sections}) {
        for (const Type& each : all_types) {
            const auto found = std::ranges::find(each.*fields, name, &Field::name);
            if (found != (each.*fields).end()) return &*found;
        }
    }
    return nullptr;
}

}  // namespace clearinghouse::model
