//! Session ⇄ link: the only place that spells the keys. (To be built.)
