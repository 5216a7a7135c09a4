//! renmai (人脉): a folder of Markdown files, one per person, becomes a private site.

pub mod diagnostics;
pub mod message;
pub mod model;
pub mod parse;
pub mod render;
pub mod source;
pub mod disk;
