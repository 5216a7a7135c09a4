//! A view written down flat, so that making a page allocates next to nothing.
//!
//! Whatever is `Serialize` becomes nodes in one list, fields in another and text in
//! one long string; the three are kept and filled again for the next page. A field is
//! found by its name, and there are few of them.

use std::fmt;

use serde::ser::{self, Serialize};

use super::name::{self, Name, Sought, mark};
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

/// A list or a map whose end has not come yet.
pub struct Open<'a> {
    tape: &'a mut Tape,
    first: usize,
    /// The name of a map's next value.
    name: Option<FieldName>,
    /// The variant that wraps it all.
    variant: Option<&'static str>,
}

impl<'a> Open<'a> {
    fn list(tape: &'a mut Tape, variant: Option<&'static str>) -> Self {
        let first = tape.open_items.len();
        Self { tape, first, name: None, variant }
    }

    fn map(tape: &'a mut Tape, variant: Option<&'static str>) -> Self {
        let first = tape.open_fields.len();
        Self { tape, first, name: None, variant }
    }

    fn wrapped(self, node: Node) -> Result<Node, Unwritable> {
        match self.variant {
            Some(variant) => wrap(self.tape, variant, node),
            None => Ok(node),
        }
    }

    fn item(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Unwritable> {
        let node = value.serialize(&mut *self.tape)?;
        self.tape.open_items.push(node);
        Ok(())
    }

    fn end_list(self) -> Result<Node, Unwritable> {
        let node = self.tape.close_list(self.first)?;
        self.wrapped(node)
    }

    fn end_map(self) -> Result<Node, Unwritable> {
        let node = self.tape.close_map(self.first)?;
        self.wrapped(node)
    }
}

fn wrap(tape: &mut Tape, variant: &'static str, node: Node) -> Result<Node, Unwritable> {
    let first = tape.open_fields.len();
    tape.open_fields.push(Field { mark: mark(variant), name: FieldName::Fixed(variant), node });
    tape.close_map(first)
}

macro_rules! whole_numbers {
    ($($method:ident: $kind:ty),+) => {
        $(fn $method(self, value: $kind) -> Result<Node, Unwritable> {
            i64::try_from(value).map(Node::Int).map_err(|_| Unwritable("a number beyond 64 bits".to_owned()))
        })+
    };
}

impl<'a> ser::Serializer for &'a mut Tape {
    type Ok = Node;
    type Error = Unwritable;
    type SerializeSeq = Open<'a>;
    type SerializeTuple = Open<'a>;
    type SerializeTupleStruct = Open<'a>;
    type SerializeTupleVariant = Open<'a>;
    type SerializeMap = Open<'a>;
    type SerializeStruct = Open<'a>;
    type SerializeStructVariant = Open<'a>;

    whole_numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128
    }

    fn serialize_bool(self, value: bool) -> Result<Node, Unwritable> {
        Ok(Node::Flag(value))
    }

    fn serialize_f32(self, value: f32) -> Result<Node, Unwritable> {
        Ok(Node::Number(value.into()))
    }

    fn serialize_f64(self, value: f64) -> Result<Node, Unwritable> {
        Ok(Node::Number(value))
    }

    fn serialize_char(self, value: char) -> Result<Node, Unwritable> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<Node, Unwritable> {
        self.push_text(value).map(|(from, to)| Node::Text(from, to))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Node, Unwritable> {
        Err(Unwritable("bytes are no text".to_owned()))
    }

    fn serialize_none(self) -> Result<Node, Unwritable> {
        Ok(Node::Nothing)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Node, Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Node, Unwritable> {
        Ok(Node::Nothing)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Node, Unwritable> {
        Ok(Node::Nothing)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Node, Unwritable> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Node, Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Node, Unwritable> {
        let node = value.serialize(&mut *self)?;
        wrap(self, variant, node)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a>, Unwritable> {
        Ok(Open::list(self, None))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'a>, Unwritable> {
        Ok(Open::list(self, None))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, Unwritable> {
        Ok(Open::list(self, None))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Open<'a>, Unwritable> {
        Ok(Open::list(self, Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'a>, Unwritable> {
        Ok(Open::map(self, None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, Unwritable> {
        Ok(Open::map(self, None))
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Open<'a>, Unwritable> {
        Ok(Open::map(self, Some(variant)))
    }
}

macro_rules! lists {
    ($($kind:ident $method:ident),+) => {
        $(impl ser::$kind for Open<'_> {
            type Ok = Node;
            type Error = Unwritable;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
                self.item(value)
            }

            fn end(self) -> Result<Node, Unwritable> {
                self.end_list()
            }
        })+
    };
}

lists!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field);

macro_rules! structs {
    ($($kind:ident),+) => {
        $(impl ser::$kind for Open<'_> {
            type Ok = Node;
            type Error = Unwritable;

            // Written out where a view says its fields, so that their marks are made once and for all.
            #[inline]
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Unwritable> {
                let node = value.serialize(&mut *self.tape)?;
                self.tape.open_fields.push(Field { mark: mark(name), name: FieldName::Fixed(name), node });
                Ok(())
            }

            fn end(self) -> Result<Node, Unwritable> {
                self.end_map()
            }
        })+
    };
}

structs!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Open<'_> {
    type Ok = Node;
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        match key.serialize(&mut *self.tape)? {
            Node::Text(from, to) => self.name = Some(FieldName::Text(from, to)),
            _ => return Err(Unwritable("a map's key must be text".to_owned())),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        match self.name.take() {
            Some(name) => {
                let node = value.serialize(&mut *self.tape)?;
                self.tape.open_fields.push(Field { mark: mark(self.tape.name(name)), name, node });
                Ok(())
            }
            None => Err(Unwritable("a value without a key".to_owned())),
        }
    }

    fn end(self) -> Result<Node, Unwritable> {
        self.end_map()
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
