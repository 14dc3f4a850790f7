//! Text with codes, in the elements of each version.

use epitome_document::Document;

use super::codes::{OriginalData, ctype, shown, types};
use super::escape::{attribute, text};
use crate::anatomy::{Anatomy, Code, CodeKind};
use crate::content::{Content, Part, Piece, Placed};

/// How many pairs are written as elements inside each other; those within are written as two halves, as crossed ones are. A page may
/// nest more than tools read (libxml2 stops at 256 elements), and no sentence that people write comes near it.
const MAX_NESTED: usize = 64;

/// What ends the id of a half whose other half is elsewhere.
pub(super) const OPEN: &str = "-open";
pub(super) const CLOSE: &str = "-close";

/// Writes a content of XLIFF 2: `ph`, `pc`, and `sc` and `ec` where a pair is cut or crossed.
pub(super) fn write_2(
    out: &mut String,
    document: &Document,
    anatomy: &Anatomy,
    content: &Content,
    data: &OriginalData,
) {
    write(out, anatomy, content, |out, code, placed, is_nested| {
        let id = placed.id.to_string();
        let is_whole = code.open.is_some() && code.close.is_some();
        let (kind, sub_type) = types(code.kind);
        let fixed = |out: &mut String| {
            attribute(out, "canCopy", "no");
            attribute(out, "canDelete", "no");
            attribute(out, "type", kind);
            if let Some(sub_type) = &sub_type {
                attribute(out, "subType", sub_type);
            }
        };
        let reference = |out: &mut String, name: &str, part: Part| {
            if let Some(data) = data.id(document, code, part) {
                attribute(out, name, &data);
            }
        };
        match placed.part {
            Part::Alone => {
                out.push_str("<ph");
                attribute(out, "id", &id);
                fixed(out);
                let shown = shown(document, code, Part::Alone);
                attribute(out, "disp", &shown);
                if matches!(code.kind, CodeKind::Protected(_)) {
                    attribute(out, "equiv", &shown);
                }
                reference(out, "dataRef", Part::Alone);
                out.push_str("/>");
            }
            Part::Open if is_nested => {
                out.push_str("<pc");
                attribute(out, "id", &id);
                fixed(out);
                reference(out, "dataRefStart", Part::Open);
                reference(out, "dataRefEnd", Part::Close);
                out.push('>');
            }
            Part::Close if is_nested => out.push_str("</pc>"),
            Part::Open => {
                out.push_str("<sc");
                attribute(out, "id", &id);
                if !is_whole {
                    attribute(out, "isolated", "yes");
                }
                fixed(out);
                attribute(out, "disp", &shown(document, code, Part::Open));
                reference(out, "dataRef", Part::Open);
                out.push_str("/>");
            }
            Part::Close => {
                out.push_str("<ec");
                if is_whole {
                    attribute(out, "startRef", &id);
                } else {
                    attribute(out, "id", &id);
                    attribute(out, "isolated", "yes");
                }
                fixed(out);
                attribute(out, "disp", &shown(document, code, Part::Close));
                reference(out, "dataRef", Part::Close);
                out.push_str("/>");
            }
        }
    });
}

/// Writes a content of XLIFF 1.2: `x`, `g`, and `bx` and `ex` where a pair is crossed. What opens or closes elsewhere is an `x` whose
/// id says which half it is: `ex` asks for its `bx`, and not every tool knows `it`.
pub(super) fn write_1(out: &mut String, document: &Document, anatomy: &Anatomy, content: &Content) {
    write(out, anatomy, content, |out, code, placed, is_nested| {
        let is_half = code.open.is_none() || code.close.is_none();
        let name = match placed.part {
            Part::Close if is_nested => {
                out.push_str("</g>");
                return;
            }
            Part::Alone => "x",
            Part::Open | Part::Close if is_half => "x",
            Part::Open if is_nested => "g",
            Part::Open => "bx",
            Part::Close => "ex",
        };
        out.push('<');
        out.push_str(name);
        let id = placed.id.to_string();
        match (name, placed.part) {
            // Both have an id of their own; `rid` says that they belong together.
            ("ex", _) => attribute(out, "id", &format!("{id}-end")),
            ("x", Part::Open) => attribute(out, "id", &format!("{id}{OPEN}")),
            ("x", Part::Close) => attribute(out, "id", &format!("{id}{CLOSE}")),
            _ => attribute(out, "id", &id),
        }
        if matches!(name, "bx" | "ex") {
            attribute(out, "rid", &id);
        }
        if name != "ex" {
            attribute(out, "ctype", &ctype(code.kind, name));
        }
        attribute(out, "equiv-text", &shown(document, code, placed.part));
        out.push_str(if name == "g" { ">" } else { "/>" });
    });
}

/// Writes the text of a content, and each of its codes by `write_code`, which is told whether its pair is nested.
fn write(
    out: &mut String,
    anatomy: &Anatomy,
    content: &Content,
    write_code: impl Fn(&mut String, &Code, Placed, bool),
) {
    let nested = content.nested();
    // The pairs that are open, and are elements as far as there may be.
    let mut n_open = 0;
    for piece in content.pieces() {
        match piece {
            Piece::Text(piece) => text(out, piece),
            Piece::Code(placed) => {
                let Some(code) = anatomy.code(placed.id) else { continue };
                let is_nested = placed.part != Part::Alone && nested.binary_search(&placed.id).is_ok();
                n_open += usize::from(is_nested && placed.part == Part::Open);
                write_code(out, code, placed, is_nested && n_open <= MAX_NESTED);
                n_open -= usize::from(is_nested && placed.part == Part::Close);
            }
        }
    }
}
