//! Starting other programs, telling the reader what runs.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder that holds the workspace: commands work from wherever they are called.
pub fn project() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

/// Makes the project's folder the current one.
pub fn enter_project() -> Result<()> {
    let folder = project();
    std::env::set_current_dir(&folder).with_context(|| format!("cannot enter {}", folder.display()))
}

/// A command from words: `command("cargo", &["fmt", "--check"])`.
pub fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

/// Runs a command to its end, having printed it; an error names it if it cannot start or fails.
pub fn run(command: &mut Command) -> Result<()> {
    let line = announce(command);
    let status = command.status().with_context(|| format!("`{line}` does not start"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Like [`run`], and returns the lines of standard output that `keep` wants to see again.
pub fn run_keeping(command: &mut Command, keep: impl Fn(&str) -> bool) -> (Vec<String>, Result<()>) {
    let line = announce(command);
    let mut kept = Vec::new();
    let result = (|| {
        let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("`{line}` does not start"))?;
        let output = child.stdout.take().context("no standard output")?;
        for text in BufReader::new(output).lines() {
            let text = text?;
            println!("{text}");
            if keep(&text) {
                kept.push(text);
            }
        }
        let status = child.wait()?;
        if !status.success() {
            bail!("`{line}` failed ({status})");
        }
        Ok(())
    })();
    (kept, result)
}

/// Runs a command with `input` on standard input and returns its standard output.
pub fn pipe(command: &mut Command, input: &str) -> Result<String> {
    let line = announce(command);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{line}` does not start"))?;
    let mut sink = child.stdin.take().context("no standard input")?;
    let text = input.to_owned();
    // Written from a thread of its own, so that neither side waits for the other when a pipe is full.
    let writer = std::thread::spawn(move || sink.write_all(text.as_bytes()));
    let output = child.wait_with_output()?;
    let written = writer.join();
    if !output.status.success() {
        bail!("`{line}` failed ({})", output.status);
    }
    if !matches!(written, Ok(Ok(()))) {
        bail!("`{line}` did not read its input");
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What a command prints, or None if it cannot start or fails. Prints nothing itself.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn announce(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let line = words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
    // A script given as an argument is named by its first line.
    println!("$ {}", line.lines().next().unwrap_or_default());
    line
}
