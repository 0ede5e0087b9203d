//! The page's entry point: mounts the interface, nothing else.
fn main() {
    little_o::app::mount();
}
