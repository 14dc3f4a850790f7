//! The schema of XLIFF 2.0, 2.1 and 2.2 and of their modules, one line an element.
//!
//! An attribute is `name=type`, with `!` when it is required; the types are in `values`. In a content model `?`, `*` and `+` have
//! their usual meaning, `(a|b)` is a choice, `text` lets characters stand between the elements and `@*` is any element of a
//! module or an extension. The last column says whether attributes of extensions are taken; those of modules have a table of
//! their own.

use super::schema::Row;
use super::tree::Ns;

const INLINE: &str = "text (cp|ph|pc|sc|ec|mrk|sm|em)*";
const CODE: &str = "id=nmtoken! canCopy=yesno canDelete=yesno canReorder=first copyOf=nmtoken dataRef=nmtoken disp=s equiv=s subFlows=nmtokens subType=user type=type";
const MARK: &str = "id=nmtoken! translate=yesno type=mrk ref=uri value=s";
const STRUCTURE: &str = "id=nmtoken! name=s canResegment=yesno translate=yesno srcDir=dir trgDir=dir type=user xml:space=space xml:lang=lang";
const PART: &str = "source target?";

/// The core.
pub(super) const CORE: &[Row] = &[
    Row(
        "xliff",
        &["version=s! srcLang=lang! trgLang=lang xml:space=space xml:lang=lang"],
        "notes? mda:metadata? file+",
        true,
    ),
    Row(
        "file",
        &[
            "id=nmtoken! canResegment=yesno original=s translate=yesno srcDir=dir trgDir=dir xml:space=space xml:lang=lang",
        ],
        "skeleton? @* notes? (unit|group)+",
        true,
    ),
    Row("skeleton", &["href=s"], "text @*", false),
    Row("group", &[STRUCTURE], "@* notes? (unit|group)*", true),
    Row("unit", &[STRUCTURE], "@* notes? originalData? (segment|ignorable)+", true),
    Row("segment", &["id=nmtoken canResegment=yesno state=state subState=user"], PART, false),
    Row("ignorable", &["id=nmtoken"], PART, false),
    Row("notes", &[], "note+", false),
    Row("note", &["id=nmtoken appliesTo=side category=s priority=priority ref=uri"], "text", true),
    Row("originalData", &[], "data+", false),
    Row("data", &["id=nmtoken! dir=dir xml:space=preserve"], "text cp*", false),
    Row("source", &["xml:lang=lang xml:space=space"], INLINE, false),
    Row("target", &["xml:lang=lang xml:space=space order=positive"], INLINE, false),
    Row("cp", &["hex=hex!"], "", false),
    Row("ph", &[CODE], "", false),
    Row(
        "pc",
        &[
            "id=nmtoken! canCopy=yesno canDelete=yesno canOverlap=yesno canReorder=first copyOf=nmtoken dispEnd=s dispStart=s equivEnd=s equivStart=s dataRefEnd=nmtoken dataRefStart=nmtoken subFlowsEnd=nmtokens subFlowsStart=nmtokens subType=user type=type dir=dir",
        ],
        INLINE,
        false,
    ),
    Row("sc", &[CODE, "canOverlap=yesno dir=dir isolated=yesno"], "", false),
    Row(
        "ec",
        &[
            "id=nmtoken canCopy=yesno canDelete=yesno canReorder=first copyOf=nmtoken dataRef=nmtoken disp=s equiv=s subFlows=nmtokens subType=user type=type canOverlap=yesno dir=dir isolated=yesno startRef=nmtoken",
        ],
        "",
        false,
    ),
    Row("mrk", &[MARK], INLINE, true),
    Row("sm", &[MARK], "", true),
    Row("em", &["startRef=nmtoken!"], "", false),
];

/// The modules, and change tracking, which was one in 2.0.
pub(super) const MODULES: &[(Ns, &[Row])] = &[
    (
        Ns::Matches,
        &[
            Row("matches", &[], "match+", false),
            Row(
                "match",
                &[
                    "id=nmtoken matchQuality=percent matchSuitability=percent origin=s ref=uri! reference=yesno similarity=percent subType=user type=match xml:space=space",
                ],
                "mda:metadata? xlf:originalData? xlf:source xlf:target @*",
                true,
            ),
        ],
    ),
    (
        Ns::Glossary,
        &[
            Row("glossary", &[], "glossEntry+", false),
            Row("glossEntry", &["id=nmtoken ref=uri"], "term translation* definition? @*", true),
            Row("term", &["source=s"], "text", true),
            Row("translation", &["id=nmtoken ref=uri source=s"], "text", true),
            Row("definition", &["source=s"], "text", true),
        ],
    ),
    (
        Ns::Metadata,
        &[
            Row("metadata", &["id=nmtoken"], "metaGroup+", false),
            Row("metaGroup", &["id=nmtoken category=s appliesTo=metaside"], "(metaGroup|meta)+", false),
            Row("meta", &["type=s!"], "text", false),
        ],
    ),
    (
        Ns::Resource,
        &[
            Row("resourceData", &[], "resourceItemRef* resourceItem*", false),
            Row("resourceItemRef", &["id=nmtoken ref=nmtoken!"], "", true),
            Row(
                "resourceItem",
                &["mimeType=s id=nmtoken context=yesno"],
                "xlf:notes? source? target? reference*",
                true,
            ),
            Row("source", &["href=s xml:lang=lang"], "@*", true),
            Row("target", &["href=s xml:lang=lang"], "@*", true),
            Row("reference", &["href=s! xml:lang=lang"], "", true),
        ],
    ),
    (
        Ns::Change,
        &[
            Row("changeTrack", &[], "revisions+", false),
            Row("revisions", &["appliesTo=nmtoken! ref=nmtoken currentVersion=nmtoken"], "revision+", true),
            Row("revision", &["author=s datetime=s version=nmtoken"], "item+", true),
            Row("item", &["property=s!"], "text", true),
        ],
    ),
    (
        Ns::Size,
        &[
            Row("profiles", &["generalProfile=s storageProfile=s"], "normalization? @*", false),
            Row("normalization", &["general=norm storage=norm"], "", false),
            Row("data", &["profile=s!"], "@*", true),
        ],
    ),
    (
        Ns::Validation,
        &[
            Row("validation", &[], "rule+", true),
            Row(
                "rule",
                &[
                    "isPresent=s occurs=positive isNotPresent=s startsWith=s endsWith=s existsInSource=yesno caseSensitive=yesno normalization=norm disabled=yesno",
                ],
                "",
                true,
            ),
        ],
    ),
    (
        Ns::Its,
        &[
            Row("locQualityIssues", &["xml:id=nmtoken! version=its-version"], "locQualityIssue+", false),
            Row(
                "locQualityIssue",
                &[
                    "version=its-version locQualityIssueType=issue locQualityIssueComment=s locQualityIssueSeverity=percent locQualityIssueProfileRef=uri locQualityIssueEnabled=yesno",
                ],
                "",
                false,
            ),
            Row("provenanceRecords", &["xml:id=nmtoken! version=its-version"], "provenanceRecord+", false),
            Row(
                "provenanceRecord",
                &[
                    "version=its-version org=s orgRef=uri person=s personRef=uri revOrg=s revOrgRef=uri revPerson=s revPersonRef=uri revTool=s revToolRef=uri tool=s toolRef=uri",
                ],
                "",
                false,
            ),
        ],
    ),
];

/// Where the outermost element of a module may stand.
pub(super) const ROOTS: &[(Ns, &str, &str)] = &[
    (Ns::Matches, "matches", "unit"),
    (Ns::Glossary, "glossary", "unit"),
    (Ns::Metadata, "metadata", "xliff file group unit match"),
    (Ns::Resource, "resourceData", "file unit"),
    (Ns::Change, "changeTrack", "file group unit"),
    (Ns::Size, "profiles", "file"),
    (Ns::Size, "data", "file group unit"),
    (Ns::Validation, "validation", "file group unit"),
    (Ns::Its, "locQualityIssues", "unit"),
    (Ns::Its, "provenanceRecords", "file group unit"),
];

const FORMATTED: &str = "file group unit note sc ec ph pc mrk sm";
const RESTRICTED: &str = "file group unit pc sc mrk sm";
const MEASURED: &str = "file group unit pc sc ec ph";
const ANNOTATED: &str = "xliff file group unit mrk sm";
const MARKED: &str = "group unit mrk sm file";

/// An attribute that is added to elements of the core: its name, its type, and which elements.
type Added = (&'static str, &'static str, &'static str);

/// The attributes that a module or ITS adds.
pub(super) const ATTRIBUTES: &[(Ns, &[Added])] = &[
    (Ns::FormatStyle, &[("fs", "html", FORMATTED), ("subFs", "s", FORMATTED)]),
    (
        Ns::Size,
        &[
            ("storageRestriction", "s", RESTRICTED),
            ("sizeRestriction", "s", RESTRICTED),
            ("equivStorage", "s", "pc sc ec ph"),
            ("sizeInfo", "s", MEASURED),
            ("sizeInfoRef", "nmtoken", MEASURED),
        ],
    ),
    (Ns::Plural, &[("switch", "s", "group unit"), ("case", "s", "segment unit group")]),
    (Ns::Itsm, &[("domains", "s", MARKED), ("lang", "lang", MARKED)]),
    (
        Ns::Its,
        &[
            ("version", "its-version", ANNOTATED),
            ("annotatorsRef", "s", ANNOTATED),
            ("allowedCharacters", "s", MARKED),
            ("localeFilterList", "s", MARKED),
            ("localeFilterType", "filter", MARKED),
            ("locQualityIssueComment", "s", MARKED),
            ("locQualityIssueEnabled", "yesno", MARKED),
            ("locQualityIssueProfileRef", "uri", MARKED),
            ("locQualityIssuesRef", "uri", MARKED),
            ("locQualityIssueSeverity", "percent", MARKED),
            ("locQualityIssueType", "issue", MARKED),
            ("locQualityRatingProfileRef", "uri", MARKED),
            ("locQualityRatingScore", "percent", MARKED),
            ("locQualityRatingScoreThreshold", "percent", MARKED),
            ("locQualityRatingVote", "integer", MARKED),
            ("locQualityRatingVoteThreshold", "integer", MARKED),
            ("mtConfidence", "unit", MARKED),
            ("org", "s", MARKED),
            ("orgRef", "uri", MARKED),
            ("person", "s", MARKED),
            ("personRef", "uri", MARKED),
            ("provenanceRecordsRef", "uri", MARKED),
            ("revOrg", "s", MARKED),
            ("revOrgRef", "uri", MARKED),
            ("revPerson", "s", MARKED),
            ("revPersonRef", "uri", MARKED),
            ("revTool", "s", MARKED),
            ("revToolRef", "uri", MARKED),
            ("taClassRef", "uri", MARKED),
            ("taConfidence", "unit", MARKED),
            ("taIdent", "s", MARKED),
            ("taIdentRef", "uri", MARKED),
            ("taSource", "s", MARKED),
            ("termConfidence", "unit", MARKED),
            ("tool", "s", MARKED),
            ("toolRef", "uri", MARKED),
        ],
    ),
];
