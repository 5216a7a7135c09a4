//! Writes down whatever is `Serialize`: each list and map lies open until its last child is written, and is
//! then moved to where it stays in one piece.

use serde::ser::{self, Serialize};

use super::super::name::mark;
use super::{Field, FieldName, Node, Tape, Unwritable};

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
