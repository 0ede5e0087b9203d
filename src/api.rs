//! What JavaScript may call. (To be built.)
