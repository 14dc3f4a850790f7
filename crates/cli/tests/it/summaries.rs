//! What `summarize` can be asked for beside one summary of each article.

use serde_json::{Value, json};

use crate::common::{Folder, Run, command, finish, workspace};

fn on_seeds(args: &[&str]) -> Run {
    finish(command(&workspace()).args(args), b"")
}

fn objects(args: &[&str]) -> Vec<Value> {
    let run = on_seeds(args);
    assert_eq!(run.status, 0, "{run:#?}");
    run.json().as_array().unwrap().clone()
}

#[test]
fn of_several_budgets_each_has_the_summary_it_has_alone() {
    for (flag, budgets) in [("--sentences", "1,3,5,3"), ("--words", "200,20"), ("--percent", "5,10")] {
        let together = objects(&["summarize", "--format", "json", flag, budgets, "seeds"]);
        let mut single: Vec<&str> = budgets.split(',').collect();
        single.truncate(3);
        for (nth, budget) in single.into_iter().enumerate() {
            for (article, alone) in
                together.iter().zip(objects(&["summarize", "--format", "json", flag, budget, "seeds"]))
            {
                let expected = json!({
                    "budget": alone["budget"], "margin": alone["margin"], "summary": alone["summary"],
                });
                assert_eq!(article["summaries"][nth], expected, "{flag} {budget}");
                assert!(alone.get("summaries").is_none());
                if nth == 0 {
                    assert_eq!(article["summary"], alone["summary"]);
                }
            }
        }
        assert!(together.iter().all(|article| article["summaries"].as_array().unwrap().len() <= 3));
    }
}

#[test]
fn several_summaries_stand_under_their_budgets() {
    let folder = Folder::new();
    let article = "The new toll bridge over the Mersey will open to drivers and buses on Monday.\n\
                   It took six years to build and cost ninety million pounds.\n\
                   Drivers will pay two pounds to cross the bridge, half of the old toll.\n";
    folder.write("a.txt", article);
    let run = folder.run(&["summarize", "--words", "5,40", "a.txt"]);
    assert!(run.out.starts_with("a.txt  en, sure · 1, 3 of 3 sentences\n\nat most 5 words\n\n"), "{run:#?}");
    assert!(run.out.contains("\n\nat most 40 words\n\n"), "{run:#?}");
    assert!(run.err.contains("no sentence fits into 5 words, so the best stands alone"), "{run:#?}");
    for args in [
        &["explain", "--sentences", "1,3", "a.txt"][..],
        &["extract", "--to", "fr", "--sentences", "1,3", "a.txt"],
    ] {
        let run = folder.run(args);
        assert_eq!(run.status, 2, "{run:#?}");
        assert!(run.err.contains("takes one budget, not 1 sentence and 3 sentences"), "{run:#?}");
    }
}

#[test]
fn key_terms_stand_under_the_title_and_in_json() {
    for article in objects(&["summarize", "--terms", "5", "--format", "json", "--with-text", "seeds"]) {
        let text = article["text"].as_str().unwrap();
        let terms = article["terms"].as_array().unwrap();
        assert_eq!(terms.len(), 5);
        for term in terms {
            let form = term["text"].as_str().unwrap();
            assert!(text.contains(form) && term["count"].as_u64().unwrap() > 0, "{term}");
        }
    }
    assert!(
        objects(&["summarize", "--format", "json", "seeds"]).iter().all(|article| article["terms"].is_null())
    );
    let run = on_seeds(&["summarize", "--terms", "2", "seeds/001_8156659aa7b1985a.txt"]);
    let about = run.out.lines().nth(1).unwrap();
    assert!(about.starts_with("about: ") && about.split(", ").count() == 2, "{run:#?}");
    assert_eq!(on_seeds(&["summarize", "--terms", "0", "seeds"]).status, 2);
}

#[test]
fn a_query_moves_the_summary_and_is_a_reason() {
    let run =
        on_seeds(&["explain", "--sentences", "1", "--query", "investissement", "--format", "json", "seeds"]);
    let articles = run.json();
    let mut n_matched = 0;
    for article in articles.as_array().unwrap() {
        let sentences = article["sentences"].as_array().unwrap();
        let holds = |sentence: &&Value| sentence["features"]["query_words"].as_u64().unwrap() > 0;
        let notes = article["notes"].as_array().unwrap();
        let is_noted = notes.iter().any(|note| note["code"] == "query-unmatched");
        assert_eq!(is_noted, !sentences.iter().any(|sentence| holds(&sentence)), "{notes:?}");
        let picked = sentences.iter().find(|sentence| sentence["kept"] == true).unwrap();
        if !is_noted {
            n_matched += 1;
            let reason = picked["reason"]["message"].as_str().unwrap();
            assert!(holds(&picked) && reason.starts_with("query words "), "{picked}");
        }
    }
    assert!((1..5).contains(&n_matched), "{n_matched}");
    assert!(
        run.err.contains("warning: no sentence holds a word of \"investissement\", so none is preferred")
    );
}

#[test]
fn a_query_that_could_have_no_effect_is_refused() {
    let run = on_seeds(&["summarize", "--query", " … ", "seeds"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("there is no word in it"), "{run:#?}");
    let run = on_seeds(&["summarize", "--query", "5G", "--method", "lead", "seeds"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("--method lead knows no query"), "{run:#?}");
}
