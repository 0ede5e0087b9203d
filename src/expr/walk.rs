//! Walks over a whole expression: its parts, its letters, putting something in the place of a letter.

use super::{Condition, Expr, Node, Symbol};
use std::collections::BTreeSet;

impl Expr {
    /// The immediate parts, in reading order.
    pub fn children(&self) -> Vec<&Expr> {
        match self.node() {
            Node::Number(_) | Node::Constant(_) | Node::Symbol(_) => Vec::new(),
            Node::Sum(parts) | Node::Product(parts) | Node::Call(_, parts) => parts.iter().collect(),
            Node::Neg(a) => vec![a],
            Node::Quotient(a, b) | Node::Power(a, b) => vec![a, b],
            Node::Where(condition, a, b) => vec![&condition.left, &condition.right, a, b],
        }
    }

    /// The same expression with `change` made to each immediate part.
    pub fn map_children(&self, mut change: impl FnMut(&Expr) -> Expr) -> Expr {
        match self.node() {
            Node::Number(_) | Node::Constant(_) | Node::Symbol(_) => self.clone(),
            Node::Sum(parts) => Node::Sum(parts.iter().map(change).collect()).into(),
            Node::Product(parts) => Node::Product(parts.iter().map(change).collect()).into(),
            Node::Call(function, parts) => Node::Call(*function, parts.iter().map(change).collect()).into(),
            Node::Neg(a) => Node::Neg(change(a)).into(),
            Node::Quotient(a, b) => Node::Quotient(change(a), change(b)).into(),
            Node::Power(a, b) => Node::Power(change(a), change(b)).into(),
            Node::Where(condition, a, b) => {
                let (left, right) = (change(&condition.left), change(&condition.right));
                let condition = Condition { left, relation: condition.relation, right };
                Node::Where(condition, change(a), change(b)).into()
            }
        }
    }

    /// The variables and parameters that occur, in alphabetical order.
    ///
    /// ```
    /// use little_o::expr::{Expr, Symbol};
    /// let expr: Expr = "8x + 3y + pi".parse()?;
    /// assert_eq!(expr.symbols().iter().map(Symbol::name).collect::<Vec<_>>(), ["x", "y"]);
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn symbols(&self) -> BTreeSet<Symbol> {
        let mut found = BTreeSet::new();
        self.collect_symbols(&mut found);
        found
    }

    fn collect_symbols(&self, found: &mut BTreeSet<Symbol>) {
        if let Node::Symbol(symbol) = self.node() {
            found.insert(symbol.clone());
        }
        for child in self.children() {
            child.collect_symbols(found);
        }
    }

    /// Whether this symbol occurs.
    pub fn contains(&self, symbol: &Symbol) -> bool {
        match self.node() {
            Node::Symbol(own) => own == symbol,
            _ => self.children().into_iter().any(|child| child.contains(symbol)),
        }
    }

    /// Whether no symbol occurs: the expression is one number, if it has a value at all.
    pub fn is_constant(&self) -> bool {
        !matches!(self.node(), Node::Symbol(_)) && self.children().into_iter().all(Expr::is_constant)
    }

    /// The expression with `value` in the place of every `symbol`. Nothing else changes.
    ///
    /// ```
    /// use little_o::expr::{Expr, Symbol};
    /// let expr: Expr = "x^2 + x".parse()?;
    /// assert_eq!(expr.substitute(&Symbol::new("x"), &"1/t".parse()?).to_string(), "(1/t)^2 + 1/t");
    /// # Ok::<(), little_o::diagnostic::Diagnostic>(())
    /// ```
    pub fn substitute(&self, symbol: &Symbol, value: &Expr) -> Expr {
        match self.node() {
            Node::Symbol(own) if own == symbol => value.clone(),
            _ => self.map_children(|child| child.substitute(symbol, value)),
        }
    }

    /// Number of nodes, counting shared parts as often as they occur.
    pub fn size(&self) -> usize {
        self.children().into_iter().fold(1, |size, child| size.saturating_add(child.size()))
    }

    /// Length of the longest way from the root down to a leaf; a leaf has depth 1.
    pub fn depth(&self) -> usize {
        1 + self.children().into_iter().map(Expr::depth).max().unwrap_or(0)
    }
}
