//! Text with codes, in the elements of each version.

use epitome_document::Document;

use super::codes::{OriginalData, ctype, shown, types};
use super::escape::{attribute, text};
use crate::anatomy::{Anatomy, CodeKind};
use crate::content::{Content, Part, Piece};

/// Writes a content of XLIFF 2: `ph`, `pc`, and `sc` and `ec` where a pair is cut or crossed.
pub(super) fn write_2(
    out: &mut String,
    document: &Document,
    anatomy: &Anatomy,
    content: &Content,
    data: &OriginalData,
) {
    let nested = content.nested();
    for piece in content.pieces() {
        let placed = match piece {
            Piece::Text(piece) => {
                text(out, piece);
                continue;
            }
            Piece::Code(placed) => placed,
        };
        let Some(code) = anatomy.code(placed.id) else { continue };
        let id = placed.id.to_string();
        let is_nested = nested.binary_search(&placed.id).is_ok();
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
    }
}

/// Writes a content of XLIFF 1.2: `x`, `g`, and `bx` and `ex` where a pair is cut or crossed.
pub(super) fn write_1(out: &mut String, document: &Document, anatomy: &Anatomy, content: &Content) {
    let nested = content.nested();
    for piece in content.pieces() {
        let placed = match piece {
            Piece::Text(piece) => {
                text(out, piece);
                continue;
            }
            Piece::Code(placed) => placed,
        };
        let Some(code) = anatomy.code(placed.id) else { continue };
        let is_nested = nested.binary_search(&placed.id).is_ok();
        let name = match placed.part {
            Part::Close if is_nested => {
                out.push_str("</g>");
                continue;
            }
            Part::Alone => "x",
            Part::Open if is_nested => "g",
            Part::Open => "bx",
            Part::Close => "ex",
        };
        out.push('<');
        out.push_str(name);
        let id = placed.id.to_string();
        let is_whole = code.open.is_some() && code.close.is_some();
        if name == "ex" && is_whole {
            // Both have an id of their own; `rid` says that they belong together.
            attribute(out, "id", &format!("{id}-end"));
        } else {
            attribute(out, "id", &id);
        }
        if matches!(name, "bx" | "ex") && is_whole {
            attribute(out, "rid", &id);
        }
        if name != "ex" {
            attribute(out, "ctype", &ctype(code.kind));
        }
        attribute(out, "equiv-text", &shown(document, code, placed.part));
        out.push_str(if name == "g" { ">" } else { "/>" });
    }
}
