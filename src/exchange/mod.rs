//! Excel and CSV books in and out: read, mapped, previewed, committed as one step, and written.

pub mod book;
