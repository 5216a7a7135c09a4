//! A goal's metric, target and period must be ones we know.

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic};
use crate::measure::goals::{BoundError, bound};
use crate::model::Journal;
use crate::model::article::ArticleKind;

pub(super) fn check(journal: &Journal, _: Date) -> Vec<Diagnostic> {
    let plans = journal.articles.iter().filter(|article| article.kind == ArticleKind::Plan);
    let mut found = Vec::new();
    for task in plans.flat_map(|plan| &plan.tasks) {
        let Err(error) = bound(task) else { continue };
        let key = match error {
            BoundError::Metric => "metric",
            BoundError::Target => "target",
            BoundError::Period => "per",
        };
        found.push(Diagnostic::new(Code::BadGoal, task.at).with("key", key).with("value", task.field(key).unwrap_or("")));
    }
    found
}
