//! A view and a theme become bytes.

pub mod chart;
pub mod html;
pub mod i18n;
