//! One meaning, one colour, everywhere.

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A function's curve and its points.
    Function,
    /// Gradient and tangent.
    Gradient,
    /// The step ε.
    Epsilon,
    /// What the tangent gets wrong.
    Error,
    /// The point after a step.
    Moved,
    /// The ratio f/g.
    Ratio,
    /// f, where it is compared with g.
    Numerator,
    /// g, where f is compared with it.
    Denominator,
    /// The region where something holds.
    Yes,
    /// Plain text.
    Ink,
    /// Axes, ticks and other text of second rank.
    Soft,
    /// Grid lines.
    Grid,
    /// The ground the plot stands on.
    Card,
}

impl Role {
    /// Whether what it stands for has a name in the formulas, unlike text and axes.
    pub fn has_meaning(self) -> bool {
        !matches!(self, Role::Ink | Role::Soft | Role::Grid | Role::Card)
    }
}

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

/// The colours of a plot, and how thick its lines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on white.
    Light,
    /// Light on dark.
    Dark,
    /// Stronger colours and thicker lines on white, for a lecture hall.
    Projector,
}

impl Theme {
    /// The colour that stands for `role`.
    pub fn color(self, role: Role) -> Color {
        let (light, dark, projector) = match role {
            Role::Function | Role::Ratio => (0x3d434b, 0xd5d9df, 0x3d434b),
            Role::Gradient => (0x9a6700, 0xffcf5a, 0x8a5c00),
            Role::Epsilon => (0x1f6fc4, 0x7cb8f5, 0x0b5cad),
            Role::Error => (0x6f4bd1, 0xb9a7ff, 0x5a34c0),
            Role::Moved => (0xc93a34, 0xff8f86, 0xb3261e),
            Role::Yes => (0x0f766e, 0x5fd0bd, 0x0f766e),
            Role::Ink | Role::Numerator | Role::Denominator => (0x1f242b, 0xeceff3, 0x1b1e23),
            Role::Soft => (0x5b626c, 0x98a1ad, 0x5b626c),
            Role::Grid => (0xeeebe2, 0x232830, 0xe4e0d6),
            Role::Card => (0xffffff, 0x1b1f26, 0xffffff),
        };
        let rgb: u32 = match self {
            Theme::Light => light,
            Theme::Dark => dark,
            Theme::Projector => projector,
        };
        let [_, red, green, blue] = rgb.to_be_bytes();
        Color(red, green, blue)
    }

    /// How much thicker than usual lines are.
    pub fn line_factor(self) -> f64 {
        if self == Theme::Projector { 1.5 } else { 1.0 }
    }
}
