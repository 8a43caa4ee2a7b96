//! 研修 on paper.
