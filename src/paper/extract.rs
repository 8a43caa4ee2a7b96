//! Reads the text of a PDF back, page by page: how tests know that copied text is what was typed.

use lopdf::Document;

use super::error::PaperError;

/// The text of each page, in drawing order; line breaks fall where the drawing moves.
///
/// # Errors
/// [`PaperError::Unreadable`] if the bytes are no PDF or a page has no readable text.
pub fn extract_text(pdf: &[u8]) -> Result<Vec<String>, PaperError> {
    let unreadable = |error: lopdf::Error| PaperError::Unreadable { detail: error.to_string() };
    let doc = Document::load_mem(pdf).map_err(unreadable)?;
    doc.get_pages().keys().map(|page| doc.extract_text(&[*page]).map_err(unreadable)).collect()
}
