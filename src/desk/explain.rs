//! Every fault as a problem: one place for the sentences.
