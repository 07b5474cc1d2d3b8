//! Names that stay in French in a page of another language, such as those of datasets.

use facts::Lang;

use crate::chart::escape;
use crate::words::Words;

/// A sentence as HTML in which these names are said to be French, when the page is not.
pub(super) fn marked<'n>(words: &Words, sentence: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let html = escape(sentence);
    if words.lang() == Lang::Fr {
        return html;
    }
    names.into_iter().filter(|name| !name.is_empty()).fold(html, |html, name| {
        let name = escape(name);
        html.replacen(&name, &format!(r#"<span lang="fr">{name}</span>"#), 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_french_name_is_marked_in_english_only() {
        let sentence = "Répertoire \"RPLS\" (SDES): social housing";
        let html = marked(Words::of(Lang::En), sentence, ["Répertoire \"RPLS\""]);
        assert_eq!(html, "<span lang=\"fr\">Répertoire &quot;RPLS&quot;</span> (SDES): social housing");
        let html = marked(Words::of(Lang::Fr), sentence, ["Répertoire \"RPLS\""]);
        assert_eq!(html, "Répertoire &quot;RPLS&quot; (SDES): social housing");
    }
}
