//! Names of units: what they are made of, and how equal units are told apart.

use std::collections::HashMap;
use std::fmt::{self, Debug, Write};

use epitome_document::Document;
use epitome_langs::is_plainly_nfc;
use foldhash::fast::RandomState;
use sha2::{Digest, Sha256};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::anatomy::{Anatomy, decoded};
use crate::content::Piece;
use crate::decimal;
use crate::units::{UnitPlace, anatomy_at, block_at};

/// The id of the first unit with the text and the codes that stand at a place; `None` when the document has no such place.
#[must_use]
pub fn unit_id(document: &Document, place: &UnitPlace) -> Option<String> {
    id_at(document, place, &anatomy_at(document, &mut None, place)?)
}

/// What the id of the unit at a place begins with.
pub(crate) fn id_at(document: &Document, place: &UnitPlace, anatomy: &Anatomy) -> Option<String> {
    Some(id_of(match place {
        UnitPlace::Text { span, .. } => {
            hash(document, document.block(block_at(document, *span)?).kind, anatomy)
        }
        UnitPlace::Meta(source) => hash(document, ("Meta", document.meta.text_at(*source)?.kind), anatomy),
    }))
}

/// The beginning of a unit's id, which is all of it where no other unit is equal.
fn id_of(hash: Hash) -> String {
    let mut id = String::with_capacity(1 + 2 * hash.len());
    id.push('u');
    let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    id.extend(digits.map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])));
    id
}

/// What the id of a unit is made of.
pub(crate) type Hash = [u8; 6];

/// What is written is hashed.
struct Hashed<'a>(&'a mut Sha256);

impl fmt::Write for Hashed<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text);
        Ok(())
    }
}

/// Of the text of a unit in NFC with its codes, and of the kind of its block or of itself.
pub(crate) fn hash(document: &Document, kind: impl Debug, anatomy: &Anatomy) -> Hash {
    let mut hasher = Sha256::new();
    let written = write!(Hashed(&mut hasher), "{kind:?}");
    debug_assert!(written.is_ok(), "a hash takes all there is");
    for piece in anatomy.content.pieces() {
        match piece {
            Piece::Text(text) if is_plainly_nfc(text) || is_nfc(text) => hasher.update(text),
            Piece::Text(text) => hasher.update(text.nfc().collect::<String>()),
            Piece::Code(placed) => {
                hasher.update([0, placed.part as u8]);
                let source = anatomy.code(placed.id).and_then(|code| code.source(placed.part));
                if let Some(source) = source {
                    hasher.update(&*decoded(document, source));
                }
                hasher.update([0]);
            }
        }
    }
    let digest = hasher.finalize();
    std::array::from_fn(|idx| digest[idx])
}

/// Names given so far: equal units are told apart by a number.
#[derive(Debug, Default)]
pub(crate) struct Names {
    n_given: HashMap<Hash, u32, RandomState>,
}

impl Names {
    pub(crate) fn give(&mut self, hash: Hash) -> Box<str> {
        let n_given = self.n_given.entry(hash).or_default();
        *n_given += 1;
        let mut id = id_of(hash);
        if *n_given > 1 {
            id.push('-');
            decimal::push(&mut id, *n_given as usize);
        }
        id.into()
    }
}
