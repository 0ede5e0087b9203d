//! The texts that put a lab into other documents. Pure; each is written so that its reader takes the title as text.

/// The documents that a lab is put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Any page that takes HTML.
    Html,
    /// A deck of reveal.js: opened when its slide comes.
    Reveal,
    /// A source of Quarto.
    Quarto,
    /// A notebook, or a Jupyter Book.
    Jupyter,
    /// Markdown, as a link.
    Markdown,
}

/// The text for `form` that shows what `address` opens, under `title`, `height` pixels high.
pub fn snippet(form: Form, address: &str, title: &str, height: u32) -> String {
    let (source, name) = (html(address), html(title));
    let rights = r#"allow="fullscreen; clipboard-write""#;
    match form {
        Form::Html => format!(
            r#"<iframe src="{source}" title="{name}" width="100%" height="{height}" style="border:0" loading="lazy" {rights}></iframe>"#
        ),
        Form::Reveal => {
            format!(r#"<iframe data-src="{source}" title="{name}" width="100%" height="{height}" {rights}></iframe>"#)
        }
        Form::Quarto => format!(
            "```{{=html}}\n<iframe class=\"stretch\" data-src=\"{source}\" title=\"{name}\" width=\"100%\" height=\"{height}\" {rights}></iframe>\n```"
        ),
        Form::Jupyter => format!(
            "from IPython.display import IFrame\nIFrame({}, width=\"100%\", height={height}, extras=[{}])",
            python(address),
            python(&format!("title=\"{name}\""))
        ),
        Form::Markdown => {
            let target = address.replace('(', "%28").replace(')', "%29").replace('*', "%2A");
            format!("[{}]({target})", markdown(title))
        }
    }
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A text of Python, in double quotes.
fn python(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The text with a backslash before everything that Markdown might read.
fn markdown(text: &str) -> String {
    text.chars().fold(String::new(), |mut safe, c| {
        if c.is_ascii_punctuation() {
            safe.push('\\');
        }
        safe.push(c);
        safe
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://host/#/little-o?f=cos(x)*x&g='x'";
    const TITLE: &str = "Is \"<b>x</b>\" & [x] = o(x)?";

    #[test]
    fn titles_are_text_in_every_form() {
        for form in [Form::Html, Form::Reveal, Form::Quarto, Form::Jupyter] {
            let text = snippet(form, ADDRESS, TITLE, 480);
            assert!(text.contains("&quot;&lt;b&gt;x&lt;/b&gt;&quot; &amp; [x] = o(x)?"), "{text}");
        }
        let text = snippet(Form::Markdown, ADDRESS, TITLE, 480);
        assert!(text.starts_with(r#"[Is \"\<b\>x\<\/b\>\" \& \[x\] \= o\(x\)\?]("#), "{text}");
    }

    #[test]
    fn each_form_has_what_its_reader_needs() {
        let check = |form, pieces: &[&str]| {
            let text = snippet(form, ADDRESS, "t", 480);
            pieces.iter().for_each(|piece| assert!(text.contains(piece), "{piece} in {text}"));
        };
        let escaped = "https://host/#/little-o?f=cos(x)*x&amp;g='x'\"";
        check(Form::Html, &["<iframe src=\"", escaped, "height=\"480\"", "loading=\"lazy\"", "allow=\"fullscreen"]);
        check(Form::Reveal, &["<iframe data-src=\"", escaped]);
        check(Form::Quarto, &["```{=html}\n<iframe class=\"stretch\" data-src=\""]);
        check(Form::Jupyter, &["IFrame(\"https://host/#/little-o?f=cos(x)*x&g='x'\", width=\"100%\", height=480"]);
        check(Form::Markdown, &["[t](https://host/#/little-o?f=cos%28x%29%2Ax&g='x')"]);
    }
}
