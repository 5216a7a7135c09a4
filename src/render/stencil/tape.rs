//! A view written down flat, so that making a page allocates next to nothing.
//!
//! Whatever is `Serialize` becomes nodes in one list, fields in another and text in
//! one long string; the three are kept and filled again for the next page. A field is
//! found by its name, and there are few of them.

mod write;

use std::fmt;

use serde::ser::{self, Serialize};

use super::name::{self, Name, Sought};
use crate::digest::Digest;

/// One value of a view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Node {
    /// Nothing.
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Int(i64),
    /// A measured number.
    Number(f64),
    /// From where to where in the tape's text.
    Text(u32, u32),
    /// From where to where in the tape's items.
    List(u32, u32),
    /// From where to where in the tape's fields.
    Map(u32, u32),
}

impl Node {
    /// What kind it is, in the low bits, and what it says or where that stands.
    fn digest(self) -> u64 {
        let (kind, says) = match self {
            Self::Nothing => (1, 0),
            Self::Flag(flag) => (2, u64::from(flag)),
            Self::Int(n) => (3, n.cast_unsigned()),
            Self::Number(x) => (4, x.to_bits()),
            Self::Text(from, to) => (5, u64::from(from) << 32 | u64::from(to)),
            Self::List(from, to) => (6, u64::from(from) << 32 | u64::from(to)),
            Self::Map(from, to) => (7, u64::from(from) << 32 | u64::from(to)),
        };
        says.rotate_left(3) ^ kind
    }
}

/// A field's name.
#[derive(Debug, Clone, Copy, PartialEq)]
enum FieldName {
    Fixed(&'static str),
    /// From where to where in the tape's text.
    Text(u32, u32),
}

/// One field of a map.
#[derive(Debug, Clone, Copy)]
struct Field {
    /// What tells most names apart without looking at them.
    mark: u64,
    name: FieldName,
    node: Node,
}

/// Everything one view says.
#[derive(Debug, Default)]
pub struct Tape {
    text: String,
    items: Vec<Node>,
    fields: Vec<Field>,
    /// Children of what is not complete yet.
    open_items: Vec<Node>,
    open_fields: Vec<Field>,
}

impl Tape {
    /// Forgets what was on it and writes down a view.
    ///
    /// # Errors
    /// When the view holds something no template can show.
    pub fn write(&mut self, view: &(impl Serialize + ?Sized)) -> Result<Node, Unwritable> {
        self.text.clear();
        self.items.clear();
        self.fields.clear();
        self.open_items.clear();
        self.open_fields.clear();
        view.serialize(&mut *self)
    }

    /// The text of a node.
    pub fn text(&self, from: u32, to: u32) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or("")
    }

    /// The items of a list.
    pub fn items(&self, from: u32, to: u32) -> &[Node] {
        self.items.get(from as usize..to as usize).unwrap_or(&[])
    }

    /// A field of a map.
    pub fn field(&self, from: u32, to: u32, name: Name) -> Option<Node> {
        let fields = self.fields.get(from as usize..to as usize)?;
        fields.iter().find(|field| name.is(field.mark, || self.name(field.name))).map(|field| field.node)
    }

    /// Several fields of a map, in one pass.
    #[inline]
    pub fn several<const N: usize>(&self, from: u32, to: u32, names: [Name; N]) -> [Option<Node>; N] {
        let mut found = [None; N];
        for field in self.fields.get(from as usize..to as usize).unwrap_or(&[]) {
            for (name, found) in names.iter().zip(&mut found) {
                if name.is(field.mark, || self.name(field.name)) {
                    found.get_or_insert(field.node);
                }
            }
        }
        found
    }

    /// A field of a map, looked for first where it stood in another.
    pub fn sought(&self, from: u32, to: u32, sought: &Sought) -> Option<Node> {
        let fields = self.fields.get(from as usize..to as usize)?;
        let is_it = |field: &Field| sought.name.is(field.mark, || self.name(field.name));
        if let Some(field) = fields.get(sought.place()).filter(|field| is_it(field)) {
            return Some(field.node);
        }
        let (place, field) = fields.iter().enumerate().find(|(_, field)| is_it(field))?;
        sought.found(place);
        Some(field.node)
    }

    /// All fields of a map, in their order.
    pub fn fields(&self, from: u32, to: u32) -> impl Iterator<Item = (&str, Node)> {
        let fields = self.fields.get(from as usize..to as usize).unwrap_or(&[]);
        fields.iter().map(|field| (self.name(field.name), field.node))
    }

    /// Takes all that was written into a fingerprint: the same view is written down the same each time, so
    /// the tape is taken in as it lies, its text in one piece.
    pub fn digest(&self, top: Node, into: &mut Digest) {
        into.bytes(self.text.as_bytes());
        into.number(self.items.len() as u64);
        for item in &self.items {
            into.number(item.digest());
        }
        for field in &self.fields {
            into.pair(field.mark, field.node.digest());
            if let FieldName::Fixed(name) = field.name {
                into.words(name::behind_mark(name).as_bytes());
            }
        }
        into.number(top.digest());
    }

    fn name(&self, name: FieldName) -> &str {
        match name {
            FieldName::Fixed(name) => name,
            FieldName::Text(from, to) => self.text(from, to),
        }
    }

    fn push_text(&mut self, text: &str) -> Result<(u32, u32), Unwritable> {
        let from = place(self.text.len())?;
        self.text.push_str(text);
        Ok((from, place(self.text.len())?))
    }

    fn close_list(&mut self, first: usize) -> Result<Node, Unwritable> {
        let from = place(self.items.len())?;
        // Moved as they lie: hundreds of maps and lists are closed a page.
        self.items.extend_from_slice(self.open_items.get(first..).unwrap_or(&[]));
        self.open_items.truncate(first);
        Ok(Node::List(from, place(self.items.len())?))
    }

    fn close_map(&mut self, first: usize) -> Result<Node, Unwritable> {
        let from = place(self.fields.len())?;
        self.fields.extend_from_slice(self.open_fields.get(first..).unwrap_or(&[]));
        self.open_fields.truncate(first);
        Ok(Node::Map(from, place(self.fields.len())?))
    }
}

fn place(at: usize) -> Result<u32, Unwritable> {
    u32::try_from(at).map_err(|_| Unwritable("more than 4 GiB on one page".to_owned()))
}

/// What no template can show.
#[derive(Debug)]
pub struct Unwritable(String);

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(what: T) -> Self {
        Self(what.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_found() {
        let view = serde_json::json!({"page": {"n": 3, "ratio": 0.5, "rows": [{"name": "Ada"}, {"name": "陈屿"}], "none": null}});
        let mut tape = Tape::default();
        for _ in 0..2 {
            let Ok(Node::Map(from, to)) = tape.write(&view) else { panic!("a map") };
            let Some(Node::Map(from, to)) = tape.field(from, to, Name::of("page")) else { panic!("a page") };
            assert_eq!(tape.field(from, to, Name::of("n")), Some(Node::Int(3)));
            assert_eq!(tape.field(from, to, Name::of("ratio")), Some(Node::Number(0.5)));
            assert_eq!(tape.field(from, to, Name::of("none")), Some(Node::Nothing));
            assert_eq!(tape.field(from, to, Name::of("absent")), None);
            let Some(Node::List(from, to)) = tape.field(from, to, Name::of("rows")) else { panic!("rows") };
            let names: Vec<_> = tape
                .items(from, to)
                .iter()
                .map(|row| match *row {
                    Node::Map(from, to) => match tape.field(from, to, Name::of("name")) {
                        Some(Node::Text(from, to)) => tape.text(from, to),
                        _ => "",
                    },
                    _ => "",
                })
                .collect();
            assert_eq!(names, ["Ada", "陈屿"]);
        }
    }

    #[test]
    fn whatever_differs_has_another_fingerprint() {
        let of = |view: &serde_json::Value| {
            let (mut tape, mut all) = (Tape::default(), Digest::default());
            let top = tape.write(view).unwrap();
            tape.digest(top, &mut all);
            all.end()
        };
        let views = [
            serde_json::json!({"a": "x", "b": ["y"]}),
            serde_json::json!({"a": "x", "b": ["y", ""]}),
            serde_json::json!({"a": "x", "c": ["y"]}),
            serde_json::json!({"a": "xy", "b": [""]}),
            serde_json::json!({"a": "x", "b": ["y"], "c": {}}),
            serde_json::json!({"a": "x", "b": ["y"], "c": {"d": null}}),
            serde_json::json!({"b": "x", "a": ["y"]}),
            serde_json::json!({"a": 1, "b": ["y"]}),
            serde_json::json!({"a": 1.0, "b": ["y"]}),
            serde_json::json!({"a": true, "b": ["y"]}),
            serde_json::json!({"a": null, "b": ["y"]}),
            serde_json::json!({"a_long_name": "x", "b": ["y"]}),
            serde_json::json!({"a_long_nama": "x", "b": ["y"]}),
        ];
        let found: std::collections::BTreeSet<u64> = views.iter().map(of).collect();
        assert_eq!(found.len(), views.len());
        assert_eq!(of(&views[0]), of(&views[0]));
    }

    #[test]
    fn variants_are_named() {
        #[derive(serde::Serialize)]
        enum Shape {
            Point,
            Line(u8),
        }
        let mut tape = Tape::default();
        let Ok(Node::Text(from, to)) = tape.write(&Shape::Point) else { panic!("text") };
        assert_eq!(tape.text(from, to), "Point");
        let Ok(Node::Map(from, to)) = tape.write(&Shape::Line(2)) else { panic!("a map") };
        assert_eq!(tape.field(from, to, Name::of("Line")), Some(Node::Int(2)));
    }
}
