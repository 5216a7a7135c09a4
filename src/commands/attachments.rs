//! Puts attachments into a site: pictures cleaned, everything else as it is.
//!
//! One at a time per thread, so that an album needs no more memory than a page.

use super::failure::publish_message;
use super::page_sink::PageSink;
use rayon::prelude::*;
use renmai::disk::picture::{left_out_by_name, publishable};
use renmai::disk::{PublishError, folded, vault};
use renmai::message::Message;
use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::Path;

/// Publishes every attachment; what only its bytes forbid comes back as messages, in the
/// order of the files. An error that concerns more than one file ends it.
pub fn publish(sink: &dyn PageSink, content: &Path, assets: &[String]) -> Result<Vec<Message>, PublishError> {
    // Of two that would be one file on some computer the first by name is published, whichever thread comes first.
    let mut taken = HashSet::new();
    let firsts: Vec<(&String, bool)> = assets.iter().map(|path| (path, taken.insert(folded(path)))).collect();
    let publish_one = |(path, is_first): &(&String, bool)| {
        if *is_first { one(sink, content, path) } else { Ok(Some(publish_message(content, &PublishError::Twice((*path).clone())))) }
    };
    let outcomes: Vec<_> = firsts.par_iter().map(publish_one).collect();
    let mut left_out = Vec::new();
    for outcome in outcomes {
        left_out.extend(outcome?);
    }
    Ok(left_out)
}

fn one(sink: &dyn PageSink, content: &Path, path: &str) -> Result<Option<Message>, PublishError> {
    // Named among the problems already.
    if left_out_by_name(path).is_some() {
        return Ok(None);
    }
    let bytes = match vault::read_asset(content, path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            return Ok(Some(Message::new("terminal.asset.too-large").with("path", path).with("limit", "512 MiB")));
        }
        Err(error) => return Ok(Some(Message::new("terminal.io.file").with("path", path).with("error", error.to_string()))),
    };
    let clean = match publishable(path, &bytes) {
        Ok(clean) => clean,
        Err(reason) => return Ok(Some(Message::new(format!("terminal.asset.{}", reason.name())).with("path", path))),
    };
    match sink.put(path, &clean) {
        Ok(()) => Ok(None),
        Err(error) if error.concerns_one_page() => Ok(Some(publish_message(content, &error))),
        Err(error) => Err(error),
    }
}
