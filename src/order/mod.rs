//! How f compares with g near a point: o, O, Θ, with the reason. (Interface.)
