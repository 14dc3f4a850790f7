//! [`Review`]: what people have said of a unit and of its translation.

/// What people have said of a unit, in the words of the version of XLIFF it was read in: it is written in the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// How far the translation has come: the `state`, of several segments the least. What we write of a translation that nobody
    /// has looked at is none.
    pub state: Option<String>,
    /// What is said of that besides: `subState`, in 1.2 `state-qualifier`.
    pub detail: Option<String>,
    /// Whether the translation is approved, where 1.2 says it.
    pub is_approved: Option<bool>,
    /// The notes that are not ours.
    pub notes: Vec<Note>,
}

/// A note of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Its attributes, each a name and a value: who has written it, in which category, how important it is.
    pub attributes: Vec<(String, String)>,
    /// Its text.
    pub text: String,
}

impl Review {
    /// Whether somebody has confirmed that the translation is one.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.is_approved == Some(true)
            || matches!(self.state.as_deref(), Some("translated" | "reviewed" | "final" | "signed-off"))
    }

    /// What is said of the text, whatever becomes of the translation.
    pub(crate) fn of_text(&self) -> Review {
        Review { notes: self.notes.clone(), ..Review::default() }
    }

    /// The state of a segment beside those before it: a unit has come as far as the least of its segments.
    pub(crate) fn take_least(&mut self, state: Option<String>, detail: Option<String>, is_first: bool) {
        let step = |state: &Option<String>| {
            ["translated", "reviewed", "final"].iter().position(|name| state.as_deref() == Some(name))
        };
        if is_first || step(&state) < step(&self.state) {
            (self.state, self.detail) = (state, detail);
        }
    }

    /// Drops what we have said ourselves.
    pub(crate) fn forget(&mut self, [state, detail]: [&str; 2]) {
        if self.detail.as_deref() == Some(detail) {
            self.detail = None;
            self.state.take_if(|said| said == state);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_has_come_as_far_as_the_least_of_its_segments() {
        let least = |states: &[(Option<&str>, Option<&str>)]| {
            let mut review = Review::default();
            for (nth, (state, detail)) in states.iter().enumerate() {
                review.take_least(state.map(str::to_owned), detail.map(str::to_owned), nth == 0);
            }
            (review.is_confirmed(), review.state.unwrap_or_default(), review.detail.unwrap_or_default())
        };
        let said =
            |is_confirmed, state: &str, detail: &str| (is_confirmed, state.to_owned(), detail.to_owned());
        let (done, checked) = ((Some("final"), None), (Some("reviewed"), Some("acme:x")));
        assert_eq!(least(&[done, checked, done]), said(true, "reviewed", "acme:x"));
        assert_eq!(least(&[done, (None, None)]), said(false, "", ""));
        assert_eq!(least(&[(Some("initial"), Some("acme:y")), done]), said(false, "initial", "acme:y"));
    }
}
