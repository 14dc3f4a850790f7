//! The strict schema of XLIFF 1.2, one line an element; the notation is that of `tables`.

use super::schema::Row;

const INLINE: &str = "text (g|bpt|ept|ph|it|mrk|x|bx|ex)*";
const CODE: &str = "id=s! xid=s equiv-text=s";
const RESOURCE: &str = "datatype=x-datatype xml:space=space restype=x-restype resname=s extradata=s extype=s help-id=nmtoken menu=s menu-option=s menu-name=s coord=x-coord font=s css-style=s style=nmtoken exstyle=nmtoken";
const SIZE: &str = "translate=x-yesno reformat=x-reformat size-unit=x-size maxwidth=nmtoken minwidth=nmtoken maxheight=nmtoken minheight=nmtoken maxbytes=nmtoken minbytes=nmtoken charclass=s";
const FILE: &str = "(internal-file|external-file)";

/// XLIFF 1.2, strict.
pub(super) const V12: &[Row] = &[
    Row("xliff", &["version=c-version! xml:lang=lang"], "(file|@)+", true),
    Row(
        "file",
        &[
            "original=s! source-language=lang! datatype=x-datatype! tool-id=s date=x-date xml:space=space category=s target-language=lang product-name=s product-version=s build-num=s",
        ],
        "header? body",
        true,
    ),
    Row("header", &[], "skl? phase-group? (glossary|reference|count-group|note|tool)* @*", false),
    Row("skl", &[], FILE, false),
    Row("glossary", &[], FILE, false),
    Row("reference", &[], FILE, false),
    Row("internal-file", &["form=s crc=nmtoken"], "text", false),
    Row("external-file", &["href=s! crc=nmtoken uid=nmtoken"], "", false),
    Row("note", &["xml:lang=lang priority=priority from=s annotates=c-annotates"], "text", false),
    Row("phase-group", &[], "phase+", false),
    Row(
        "phase",
        &[
            "phase-name=s! process-name=s! company-name=s tool-id=s date=x-date job-id=s contact-name=s contact-email=s contact-phone=s",
        ],
        "note*",
        false,
    ),
    Row("count-group", &["name=s!"], "count*", false),
    Row("count", &["count-type=s phase-name=s unit=x-unit"], "text", false),
    Row("context-group", &["name=s crc=nmtoken purpose=x-purpose"], "context+", false),
    Row("context", &["context-type=x-context! match-mandatory=x-yesno crc=nmtoken"], "text", false),
    Row("tool", &["tool-id=s! tool-name=s! tool-version=s tool-company=s"], "text @*", true),
    Row("body", &[], "(group|trans-unit|bin-unit)*", false),
    Row(
        "group",
        &["id=s merged-trans=x-yesno", RESOURCE, SIZE],
        "context-group* count-group* note* @* (group|trans-unit|bin-unit)*",
        true,
    ),
    Row(
        "trans-unit",
        &["id=s! approved=x-yesno phase-name=s", RESOURCE, SIZE],
        "source seg-source? target? (context-group|count-group|note|alt-trans)* @*",
        true,
    ),
    Row("source", &["xml:lang=lang"], INLINE, true),
    Row("seg-source", &["xml:lang=lang"], INLINE, true),
    Row(
        "target",
        &[
            "state=x-state state-qualifier=x-qualifier phase-name=nmtoken xml:lang=lang resname=s coord=x-coord font=s css-style=s style=nmtoken exstyle=nmtoken equiv-trans=x-yesno",
        ],
        INLINE,
        true,
    ),
    Row(
        "alt-trans",
        &[
            "match-quality=s tool-id=s crc=nmtoken xml:lang=lang origin=s mid=nmtoken phase-name=nmtoken alttranstype=x-alt",
            RESOURCE,
        ],
        "source? seg-source? target context-group* note* @*",
        true,
    ),
    Row(
        "bin-unit",
        &[
            "id=s! mime-type=x-mime! approved=x-yesno translate=x-yesno reformat=x-reformat restype=x-restype resname=s phase-name=s",
        ],
        "bin-source bin-target? (context-group|count-group|note|trans-unit)* @*",
        true,
    ),
    Row("bin-source", &[], FILE, true),
    Row(
        "bin-target",
        &[
            "mime-type=x-mime state=x-state state-qualifier=x-qualifier phase-name=nmtoken restype=x-restype resname=s",
        ],
        FILE,
        true,
    ),
    Row("g", &[CODE, "ctype=x-paired clone=x-yesno"], INLINE, true),
    Row("x", &[CODE, "ctype=x-alone clone=x-yesno"], "", true),
    Row("bx", &[CODE, "rid=nmtoken ctype=x-paired clone=x-yesno"], "", true),
    Row("ex", &[CODE, "rid=nmtoken"], "", true),
    Row("ph", &[CODE, "ctype=x-alone crc=s assoc=c-assoc"], "text sub*", true),
    Row("bpt", &[CODE, "rid=nmtoken ctype=x-paired crc=s"], "text sub*", true),
    Row("ept", &[CODE, "rid=nmtoken crc=s"], "text sub*", true),
    Row("it", &[CODE, "pos=c-position! rid=nmtoken ctype=x-paired crc=s"], "text sub*", true),
    Row("sub", &["datatype=x-datatype ctype=x-paired xid=s"], INLINE, false),
    Row("mrk", &["mtype=x-mtype! mid=nmtoken comment=s"], INLINE, true),
];
