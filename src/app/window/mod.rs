//! The window: the normal one drawn with OpenGL, and one drawn by ourselves where there is no graphics driver.

pub mod raster;
mod scan;
