//! Everything a link restores: plain data with a default. (To be built.)
