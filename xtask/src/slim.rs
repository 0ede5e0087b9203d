//! The same program in fewer bytes: what wasm-opt leaves undone where a program travels compressed.
//!
//! Functions that are alike come to stand next to each other, the functions of the browser that a program uses get names
//! of one or two letters, in the program as in its glue, and what nobody can call is left out.

use anyhow::{Context, Result};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, ExportSection, FunctionSection, ImportSection, Module};
use wasmparser::{
    CodeSectionReader, ExportSectionReader, FunctionSectionReader, Import, ImportSectionReader, Parser, Payload,
    TypeRef,
};

/// The length of the pieces of code by which functions are compared, in bytes.
const PIECE: usize = 4;
/// A piece that more functions share says little of any two of them.
const COMMON: usize = 400;
/// What the name of a module of wasm-bindgen's glue ends in.
const GLUE: &str = "_bg.js";
/// Classes for the streams of server functions, which Leptos brings along and this page has none of: what the names of
/// their functions in the program contain, and how the glue spells them.
const STREAMS: (&str, &str) = ("intounderlying", "IntoUnderlying");

/// The program with its functions in an order in which neighbours are alike.
pub fn in_order_of_likeness(program: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(program) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = chain(&bodies);
    let places = order.iter().copied().zip(0..).collect();
    encoded(program, &mut Order { imported, order, places })
}

/// The program without the functions of classes that nobody uses; what only they need is for wasm-opt to take out.
pub fn without_streams(program: &[u8]) -> Result<Vec<u8>> {
    encoded(program, &mut Callable)
}

/// The glue without these classes: whatever begins at the outermost level with a line that names one.
pub fn glue_without_streams(glue: &str) -> String {
    let mut is_kept = true;
    let mut keeps = |line: &&str| {
        if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
            is_kept = !line.contains(STREAMS.1);
        }
        is_kept
    };
    glue.lines().filter(&mut keeps).flat_map(|line| [line, "\n"]).collect()
}

/// The program and its glue with short names for what the program imports from the glue.
pub fn with_short_imports(program: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut names = Names(HashMap::new());
    let program = encoded(program, &mut names)?;
    let mut missing = Vec::new();
    let mut glue = with_only(&names.0, glue);
    for (long, short) in &names.0 {
        let (long, short) = (format!(" {long}: "), format!(" {short}: "));
        match glue.contains(&long) {
            true => glue = glue.replace(&long, &short),
            false => missing.push(long),
        }
    }
    anyhow::ensure!(missing.is_empty(), "the glue does not define {missing:?}: wasm-bindgen has changed");
    Ok((program, glue))
}

/// The glue with no other functions for the program than these.
fn with_only(imported: &HashMap<String, String>, glue: &str) -> String {
    let defined = |line: &str| {
        let name = line.strip_prefix("        ")?.split_once(": function(")?.0;
        name.starts_with(|first: char| first == '_' || first.is_ascii_alphabetic()).then(|| name.to_owned())
    };
    let mut is_kept = true;
    let mut keeps = |line: &&str| {
        is_kept = defined(line).map_or(is_kept, |name| imported.contains_key(&name));
        let keeps_this = is_kept;
        is_kept |= *line == "        },";
        keeps_this
    };
    glue.lines().filter(&mut keeps).flat_map(|line| [line, "\n"]).collect()
}

fn encoded(program: &[u8], by: &mut impl Reencode<Error = std::convert::Infallible>) -> Result<Vec<u8>> {
    let mut module = Module::new();
    by.parse_core_module(&mut module, Parser::new(0), program).context("a program that cannot be read")?;
    Ok(module.finish())
}

/// From each function on to the one, of those that are left, that has most pieces in common with it.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let mut owners: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, body) in bodies.iter().enumerate() {
        for piece in body.windows(PIECE) {
            let owners = owners.entry(piece).or_default();
            if owners.last() != Some(&function) {
                owners.push(function);
            }
        }
    }
    owners.retain(|_, owners| owners.len() <= COMMON);
    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = left.first().copied();
    while let Some(function) = next {
        left.remove(&function);
        order.push(function);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let pieces = bodies.get(function).into_iter().flat_map(|body| body.windows(PIECE));
        for other in pieces.filter_map(|piece| owners.get(piece)).flatten() {
            *shared.entry(*other).or_default() += 1;
        }
        shared.retain(|other, _| left.contains(other));
        // Of equals the first, so that the same program is always written the same way.
        let nearest = shared.into_iter().max_by_key(|(other, pieces)| (*pieces, Reverse(*other)));
        next = nearest.map(|(other, _)| other).or_else(|| left.first().copied());
    }
    order
}

/// Writes a program's own functions in another order.
struct Order {
    /// How many functions come from elsewhere: they are counted first, and stay.
    imported: u32,
    /// The functions, by their old number, in the new order.
    order: Vec<usize>,
    /// The new place of each.
    places: HashMap<usize, u32>,
}

impl Reencode for Order {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error> {
        let own = function.checked_sub(self.imported).and_then(|own| self.places.get(&(own as usize)));
        Ok(own.map_or(function, |place| self.imported + place))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for ty in self.order.iter().filter_map(|function| types.get(*function)) {
            functions.function(*ty);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for body in self.order.clone().into_iter().filter_map(|function| bodies.get(function)) {
            self.parse_function_body(code, body.clone())?;
        }
        Ok(())
    }
}

/// Leaves out the exports of [`STREAMS`].
struct Callable;

impl Reencode for Callable {
    type Error = std::convert::Infallible;

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        for export in section {
            let export = export?;
            if !export.name.contains(STREAMS.0) {
                self.parse_export(exports, export)?;
            }
        }
        Ok(())
    }
}

/// Short names for what is imported from the glue, by the long ones.
struct Names(HashMap<String, String>);

impl Reencode for Names {
    type Error = std::convert::Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        for import in section.into_imports() {
            let Import { module, name, ty } = import?;
            let ty = self.entity_type(ty)?;
            if module.ends_with(GLUE) {
                let next = self.0.len();
                imports.import(module, self.0.entry(name.to_owned()).or_insert_with(|| short_name(next)), ty);
            } else {
                imports.import(module, name, ty);
            }
        }
        Ok(())
    }
}

/// a, b, …, z, a0, b0, …: names that glue may have without quotes.
fn short_name(number: usize) -> String {
    let letter = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => letter.to_string(),
        row => format!("{letter}{}", row - 1),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, ImportSection, TypeSection, ValType,
    };

    #[test]
    fn like_functions_become_neighbours() {
        let bodies: [&[u8]; 4] = [b"abcdefgh", b"12345678", b"abcdefgx", b"12345679"];
        assert_eq!(chain(&bodies), [0, 2, 1, 3]);
        assert!(chain(&[]).is_empty());
    }

    /// A program that imports one function, and exports and calls four of its own.
    fn program() -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        module.section(&types);
        let mut imports = ImportSection::new();
        imports.import("./page_bg.js", "__wbg_now_0123", EntityType::Function(0));
        module.section(&imports);
        let mut functions = FunctionSection::new();
        for _ in 0..4 {
            functions.function(0);
        }
        module.section(&functions);
        let mut exports = ExportSection::new();
        for (name, function) in ["one", "two", "three", "four"].into_iter().zip(1..) {
            exports.export(name, ExportKind::Func, function);
        }
        module.section(&exports);
        let mut elements = ElementSection::new();
        elements.passive(Elements::Functions([0, 2, 4][..].into()));
        module.section(&elements);
        let mut code = CodeSection::new();
        for (number, callee) in [(1_000_001, 0), (2_000_002, 1), (1_000_001, 0), (2_000_002, 1)] {
            let mut function = Function::new([]);
            function.instructions().i32_const(number).drop().i32_const(number).drop().call(callee).end();
            code.function(&function);
        }
        module.section(&code);
        module.finish()
    }

    /// What a program says of its functions, whatever their places: each export, and each entry of the table, with the
    /// number that its code begins with and the number of what it calls. The imported function has the number 0.
    fn sayings(program: &[u8]) -> Vec<(String, i32, i32)> {
        let (mut named, mut functions) = (Vec::new(), vec![(0, 0)]);
        for payload in Parser::new(0).parse_all(program) {
            match payload.unwrap() {
                Payload::ExportSection(section) => {
                    named.extend(section.into_iter().map(Result::unwrap).map(|it| (it.name.to_owned(), it.index)));
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        let wasmparser::ElementItems::Functions(entries) = element.unwrap().items else { panic!() };
                        named.extend(entries.into_iter().map(|entry| ("table".to_owned(), entry.unwrap())));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let (mut number, mut callee) = (0, 0);
                    for operator in body.get_operators_reader().unwrap() {
                        match operator.unwrap() {
                            wasmparser::Operator::I32Const { value } => number = value,
                            wasmparser::Operator::Call { function_index } => callee = function_index,
                            _ => {}
                        }
                    }
                    functions.push((number, callee));
                }
                _ => {}
            }
        }
        let number = |function: u32| functions[function as usize].0;
        named.into_iter().map(|(name, it)| (name, number(it), number(functions[it as usize].1))).collect()
    }

    #[test]
    fn functions_move_with_their_names() {
        let before = program();
        let after = in_order_of_likeness(&before).unwrap();
        assert_ne!(before, after);
        assert_eq!(sayings(&before), sayings(&after));
        assert_eq!(after, in_order_of_likeness(&before).unwrap());
    }

    #[test]
    fn imports_are_renamed_on_both_sides() {
        let glue = "const import0 = {\n        __wbg_now_0123: function() { return 1; },\n    };";
        let (renamed, glue) = with_short_imports(&program(), glue).unwrap();
        assert_eq!(glue, "const import0 = {\n        a: function() { return 1; },\n    };\n");
        assert!(!renamed.windows(9).any(|bytes| bytes == b"__wbg_now"));
        assert!(with_short_imports(&program(), "").is_err());
    }

    #[test]
    fn what_nobody_imports_is_left_out() {
        let unused = "        __wbg_view_0: function(arg0) {\n            return arg0.view;\n        },\n";
        let used = "        __wbg_now_0123: function() {\n            return 1;\n        },\n";
        let glue = |functions: &[&str]| format!("const import0 = {{\n{}    }};\n", functions.concat());
        let (_, short) = with_short_imports(&program(), &glue(&[unused, used, unused])).unwrap();
        assert_eq!(short, glue(&[&used.replace("__wbg_now_0123", "a")]));
    }

    #[test]
    fn classes_of_streams_are_left_out() {
        let class = "export class IntoUnderlyingSink {\n    close() {\n    }\n}\nif (x) IntoUnderlyingSink.y = 1;\n\n";
        let registry = "const IntoUnderlyingSinkFinalization = x\n    ? y\n    : z;\n\n";
        let rest = "export class Page {\n    close() {\n    }\n}\nfunction end() {\n}\n";
        assert_eq!(glue_without_streams(&format!("{class}{registry}{rest}{class}")), rest);

        let mut module = Module::new();
        let mut exports = ExportSection::new();
        exports.export("intounderlyingsink_close", ExportKind::Memory, 0).export("memory", ExportKind::Memory, 0);
        module.section(&exports);
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(&without_streams(&module.finish()).unwrap()) {
            if let Payload::ExportSection(section) = payload.unwrap() {
                names.extend(section.into_iter().map(|export| export.unwrap().name.to_owned()));
            }
        }
        assert_eq!(names, ["memory"]);
    }

    #[test]
    fn short_names_are_distinct() {
        let names: std::collections::BTreeSet<_> = (0..2_000).map(short_name).collect();
        assert_eq!(names.len(), 2_000);
        assert_eq!([0, 25, 26, 52].map(short_name), ["a", "z", "a0", "a1"]);
    }
}
