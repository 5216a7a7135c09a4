//! The orders of a list that fits on one page, for a script to lay its rows in without
//! leaving it. A longer list is cut differently in every order; there the links alone serve.

use std::collections::HashMap;

use serde::Serialize;

use super::super::route::{Route, Variant};
use super::super::site::Site;
use super::super::words::Words;
use super::{GroupView, SortLink};
use crate::model::ContactIndex;

/// A group of one of the orders.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderedGroup {
    /// The order it belongs to: the `key` of a [`SortLink`].
    pub sort: &'static str,
    /// Its anchor.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<Words>,
    /// How many it has.
    pub count: usize,
    /// What else is to be known of it.
    pub note: Option<Words>,
    /// Its people, as places among the rows of the page, from 0.
    pub rows: Vec<usize>,
}

impl Site<'_> {
    /// Every way to sort, with its page.
    pub(super) fn sort_links(&self, current: Variant) -> Vec<SortLink> {
        let link = |sort: Variant| SortLink { key: sort.name(), href: self.path(Route::People(sort, 0)), current: sort == current };
        if self.lists.listed > 0 { Variant::ALL.into_iter().map(link).collect() } else { Vec::new() }
    }

    /// Every order of the rows of `groups`, which are all the rows there are; none where the
    /// list takes several pages.
    pub(super) fn orders(&self, groups: &[GroupView]) -> Vec<OrderedGroup> {
        if Variant::ALL.iter().any(|sort| self.people_parts(*sort) > 1) {
            return Vec::new();
        }
        let rows = groups.iter().flat_map(|group| &group.rows);
        let places: HashMap<ContactIndex, usize> = rows.enumerate().map(|(place, row)| (row.who, place)).collect();
        let ordered = |sort: Variant| {
            let pieces = self.lists.parts(sort).iter().flat_map(|part| &part.pieces);
            pieces
                .map(|piece| self.group(piece))
                .map(|GroupView { id, title, count, note, rows }| OrderedGroup {
                    sort: sort.name(),
                    id,
                    title,
                    count,
                    note,
                    rows: rows.iter().filter_map(|row| places.get(&row.who).copied()).collect(),
                })
                .collect::<Vec<_>>()
        };
        Variant::ALL.into_iter().flat_map(ordered).collect()
    }
}
