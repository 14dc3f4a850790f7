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
        assert!(run.err.contains("write a whole number from 1 on"), "{run:#?}");
    }
    for wrong in [["--sentences", "0"], ["--words", "5,x"], ["--chars", "5,"], ["--percent", "101"]] {
        let run = folder.run(&[&["summarize"], &wrong[..], &["a.txt"]].concat());
        assert_eq!(run.status, 2, "{run:#?}");
        assert!(run.err.contains("write a whole number from 1 "), "{run:#?}");
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

#[test]
fn a_classic_method_picks_for_its_own_reasons() {
    let run = on_seeds(&["explain", "--method", "textrank", "seeds"]);
    assert!(run.out.contains("rated high by textrank") && !run.out.contains("title words"), "{run:#?}");
}

/// A folder of reports on two matters in two languages, one of them twice.
fn reports() -> Folder {
    let folder = Folder::new();
    folder.write(
        "in/a.txt",
        "The new toll bridge over the Mersey will open to drivers and buses on Monday, the county said.\n\
         It took six years to build and cost ninety million pounds.\n\
         Drivers will pay two pounds to cross the bridge, which is half of the old toll.\n",
    );
    folder.write(
        "in/b.txt",
        "Fishermen on the Mersey fear for the salmon since the works at the toll bridge began.\n\
         The new toll bridge over the Mersey will open to all drivers and buses on Monday, the county said.\n\
         Drivers will pay three pounds to cross the bridge, which is half of the old toll.\n",
    );
    folder.write(
        "in/c.txt",
        "Le nouveau pont à péage sur la Mersey ouvrira lundi aux automobilistes, a annoncé le comté.\n\
         Les pêcheurs craignent pour le saumon depuis le début des travaux, il y a six ans.\n",
    );
    folder.write("in/d.txt", std::fs::read(folder.path().join("in/a.txt")).unwrap());
    folder
}

fn digests(folder: &Folder, args: &[&str]) -> Vec<Value> {
    let run = folder.run(&[&["summarize", "--together", "--format", "json"], args].concat());
    assert_eq!(run.status, 0, "{run:#?}");
    let validator = jsonschema::validator_for(&crate::schema::schema()).unwrap();
    let digests = run.json().as_array().unwrap().clone();
    for digest in &digests {
        let errors: Vec<String> = validator.iter_errors(digest).map(|err| err.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{digest:#}");
    }
    digests
}

#[test]
fn articles_together_have_a_summary_a_language_that_says_all_once() {
    let folder = reports();
    let digests = digests(&folder, &["--sentences", "4", "in"]);
    let tags: Vec<&Value> = digests.iter().map(|digest| &digest["tag"]).collect();
    assert_eq!(tags, ["en", "fr"]);
    assert_eq!(digests[0]["articles"].as_array().unwrap().len(), 3);
    let picks = digests[0]["summary"].as_array().unwrap();
    let place = |place: &Value| format!("{}:{}", place["article"].as_str().unwrap(), place["line"]);
    let mut places: Vec<Vec<String>> = picks
        .iter()
        .map(|pick| {
            let mut places: Vec<String> = pick["also"].as_array().unwrap().iter().map(place).collect();
            places.push(place(pick));
            places.sort();
            places
        })
        .collect();
    places.sort();
    // The same sentence in other words is folded; the same with another number is not.
    assert_eq!(places[0], ["in/a.txt:1", "in/b.txt:2", "in/d.txt:1"]);
    let tolls: Vec<&Vec<String>> =
        places.iter().filter(|places| places.contains(&"in/b.txt:3".to_owned())).collect();
    assert!(tolls.iter().all(|places| places.len() == 1), "{places:?}");

    let text = folder.run(&["summarize", "--together", "--sentences", "1", "in"]).out;
    assert!(text.starts_with("en  1 of 9 sentences of 3 articles\n\n  The new toll bridge"), "{text}");
    assert!(
        text.contains("\n  also in/d.txt:1\n") && text.contains("\nfr  1 of 2 sentences of 1 article\n"),
        "{text}"
    );
}

#[test]
fn neither_order_nor_threads_change_what_is_picked_of_articles_together() {
    let folder = reports();
    let mut texts: Vec<(String, Vec<u8>)> = crate::common::seeds();
    texts.iter().for_each(|(name, bytes)| drop(folder.write(&format!("in/{name}"), bytes)));
    texts.extend(["a", "b", "c", "d"].map(|name| (format!("{name}.txt"), Vec::new())));
    let mut names: Vec<String> = texts.into_iter().map(|(name, _)| format!("in/{name}")).collect();
    let essence = |names: &[String], jobs: &str| -> Vec<Value> {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut digests = digests(&folder, &[&["--sentences", "5", "--jobs", jobs], &names[..]].concat());
        digests.sort_by_key(|digest| digest["tag"].as_str().unwrap().to_owned());
        let sort = |list: &mut Value| list.as_array_mut().unwrap().sort_by_key(|item| item.to_string());
        for digest in &mut digests {
            sort(&mut digest["articles"]);
            digest["summary"].as_array_mut().unwrap().iter_mut().for_each(|pick| sort(&mut pick["also"]));
            sort(&mut digest["summary"]);
        }
        digests
    };
    let expected = essence(&names, "1");
    assert_eq!(expected, essence(&names, "3"));
    for _ in 0..names.len() {
        names.rotate_left(1);
        assert_eq!(expected, essence(&names, "2"));
    }
    names.reverse();
    assert_eq!(expected, essence(&names, "2"));
}

#[test]
fn articles_together_may_be_records_and_some_may_fail() {
    let folder = reports();
    let text = std::fs::read_to_string(folder.path().join("in/a.txt")).unwrap();
    let record = json!({ "id": 7, "text": text });
    let nameless = json!({ "text": text });
    folder.write("r.jsonl", format!("{record}\nno\n{nameless}\n"));
    let run = folder.run(&["summarize", "--together", "--sentences", "1", "r.jsonl", "none.txt"]);
    assert_eq!(run.status, 2);
    let objects = run.jsonl();
    assert_eq!(objects.len(), 3, "{run:#?}");
    assert_eq!([&objects[0]["error"]["code"], &objects[1]["error"]["code"]], ["bad-json", "unreadable"]);
    let pick = &objects[2]["summary"][0];
    assert_eq!((&pick["article"], &pick["also"][0]["article"]), (&json!(7), &json!("r.jsonl:3")));
    let run = folder.run(&["summarize", "--together", "--query", "zeppelin", "in"]);
    assert!(run.err.contains("en: warning: no sentence holds a word of \"zeppelin\""), "{run:#?}");
    assert_eq!(run.err.matches("zeppelin").count(), 2, "{run:#?}");
    for refused in [&["--method", "lead"][..], &["--sentences", "1,2"], &["--terms", "3"]] {
        assert_eq!(folder.run(&[&["summarize", "--together", "in"], refused].concat()).status, 2);
    }
}
