//! The reader of pages: what holds for any page, what html5ever sees in it, and where it stops.

mod blocks;
mod hostile;
mod oracle;
mod page;
mod properties;
mod soup;

use epitome_document::{Document, Input, ReadError, ReadOptions, read};

fn html(page: &str) -> Document {
    try_html(page.as_bytes()).unwrap()
}

fn try_html(page: &[u8]) -> Result<Document, ReadError> {
    read(&Input::html("page.html", page), &ReadOptions::default())
}
