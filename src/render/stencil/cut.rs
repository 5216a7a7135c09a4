//! Cuts the templates: puts what one extends and includes in place; [`super::fold`] does the rest.

use std::collections::BTreeMap;

use super::fold::fold;
use super::name::Name;
use super::plan::{Part, Plan, Step};
use super::read::{Refused, read};
use super::{Page, Stencils};
use crate::render::i18n::Catalogue;

/// Templates within templates are few; more is one that holds itself.
const DEEPEST: usize = 8;

pub fn cut(templates: impl Iterator<Item = (&'static str, &'static str)>, words: &Catalogue) -> Stencils {
    let (mut plans, mut refused) = (BTreeMap::new(), Vec::new());
    for (name, text) in templates {
        match read(text) {
            Ok(plan) => _ = plans.insert(name, plan),
            Err(why) => refused.push((name.to_owned(), why)),
        }
    }
    let parts: Vec<(Name, Part)> = plans.values().flat_map(|plan| plan.parts.iter().cloned()).collect();
    let mut stencils = Stencils::default();
    for (name, plan) in &plans {
        match whole(&plans, plan, 0).and_then(|steps| fold(&steps, &parts, words)) {
            Ok((steps, slots)) => _ = stencils.pages.insert((*name).to_owned(), Page { steps, slots }),
            Err(why) => refused.push(((*name).to_owned(), why)),
        }
    }
    refused.sort();
    stencils.refused = refused;
    stencils
}

type Plans = BTreeMap<&'static str, Plan>;

/// A template's steps with its base around them.
fn whole(plans: &Plans, plan: &Plan, depth: usize) -> Result<Vec<Step>, Refused> {
    let Some(base) = plan.extends else { return placed(plans, &plan.steps, &BTreeMap::new(), depth) };
    let base = plans.get(base).ok_or_else(|| format!("`{base}` is not there"))?;
    if base.extends.is_some() {
        return Err("a base that extends another".to_owned());
    }
    let own = plan.steps.iter().filter_map(|step| match step {
        Step::Block(name, body) => Some((*name, body.as_slice())),
        _ => None,
    });
    placed(plans, &base.steps, &own.collect(), depth)
}

/// Steps with every block and every included template in its place.
fn placed(plans: &Plans, steps: &[Step], blocks: &BTreeMap<&str, &[Step]>, depth: usize) -> Result<Vec<Step>, Refused> {
    if depth > DEEPEST {
        return Err("a template that includes itself".to_owned());
    }
    let mut found = Vec::with_capacity(steps.len());
    let place = |steps: &[Step]| placed(plans, steps, blocks, depth + 1);
    for step in steps {
        match step {
            Step::Block(name, body) => found.extend(place(blocks.get(name).copied().unwrap_or(body))?),
            Step::Include(name) => {
                let plan = plans.get(name).ok_or_else(|| format!("`{name}` is not there"))?;
                if sets_a_name(&plan.steps) {
                    return Err(format!("`{name}` sets a name"));
                }
                found.extend(whole(plans, plan, depth + 1)?);
            }
            Step::If(cases, other) => {
                let cases = cases.iter().map(|(condition, body)| Ok((condition.clone(), place(body)?)));
                found.push(Step::If(cases.collect::<Result<_, Refused>>()?, place(other)?));
            }
            Step::For(name, list, body, none) => found.push(Step::For(*name, list.clone(), place(body)?, place(none)?)),
            other => found.push(other.clone()),
        }
    }
    Ok(found)
}

fn sets_a_name(steps: &[Step]) -> bool {
    steps.iter().any(|step| matches!(step, Step::Set(..)))
}
