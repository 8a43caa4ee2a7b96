//! 研修: a course or a video that was held, for whom, by whom and who was there (S000-L4.13, S004-2.2, S004-2.10).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
