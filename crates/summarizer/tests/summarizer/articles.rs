//! Small articles with picks checked by hand.

use epitome_summarizer::Budget;

use crate::support::{Article, article};

fn metro() -> Article {
    article(
        "fr",
        "Lyon prolonge la ligne B du métro jusqu'à Saint-Genis-Laval",
        "La ligne B du métro de Lyon sera prolongée jusqu'à Saint-Genis-Laval à partir du 20 octobre, a annoncé mardi l'exploitant du réseau.
         Les travaux du prolongement ont duré cinq ans et coûté 532 millions d'euros à la métropole.|Ils ont été retardés par la découverte d'une nappe d'eau sous la colline.
         # Vingt minutes gagnées
         « Ce prolongement change la vie de quinze mille voyageurs du métro.|Chacun gagnera vingt minutes par jour », a déclaré le président du réseau, Paul Marchand.
         Le métro desservira désormais l'hôpital Lyon Sud, où travaillent six mille personnes venues de toute la métropole.|Qui paiera l'entretien de la ligne ?|Rien n'est décidé.
         L'association des riverains regrette que les bus de la commune roulent moins souvent depuis la rentrée de septembre.",
    )
}

#[test]
fn french() {
    assert_eq!(metro().kept(Budget::Sentences(1)), ["p1.s1"]);
    assert_eq!(metro().kept(Budget::Sentences(3)), ["p1.s1", "p2.s1", "p5.s1"]);
}

#[test]
fn headings_are_no_candidates() {
    let metro = metro();
    let scores = metro.scores();
    assert_eq!(scores.rows.len(), 9);
    assert!(scores.rows.iter().all(|row| metro.sentences.get(row.sentence).address() != "p3.s1"));
}

#[test]
fn english_without_a_title() {
    let wheat = article(
        "en",
        "",
        "Wheat prices rose to their highest level in three years on Tuesday after a drought cut the harvest in Argentina by a fifth.
         Traders in Chicago paid 7.20 dollars for a bushel, nine per cent more than a week ago.|That was the steepest rise since the spring of 2022.
         The drought has dried out fields in the north of Argentina since June, and the government expects a harvest of only 15 million tonnes of wheat.|\"We have not seen such a season in my lifetime,\" said Marta Ríos, who farms near Salta.
         Visitors to the town will find a good choice of restaurants around the main square in the evening.
         Bakers in Europe said that wheat prices would reach consumers by the end of the year.",
    );
    assert_eq!(wheat.kept(Budget::Sentences(1)), ["p1.s1"]);
    let three = wheat.kept(Budget::Sentences(3));
    assert!(three.contains(&"p1.s1".to_owned()) && three.contains(&"p2.s1".to_owned()), "{three:?}");
    let four = wheat.kept(Budget::Sentences(4));
    assert!(
        !four.contains(&"p4.s1".to_owned()),
        "nothing else in the article speaks of restaurants: {four:?}"
    );
}

#[test]
fn vietnamese() {
    let metro = article(
        "vi",
        "Metro số 1 TP HCM chở 100.000 khách trong ngày đầu",
        "Tuyến metro số 1 TP HCM đã chở hơn 100.000 lượt khách trong ngày đầu vận hành chính thức, theo Ban quản lý đường sắt đô thị.
         Trời Sài Gòn hôm qua nắng nhẹ, nhiều gia đình đưa trẻ nhỏ đi chơi công viên từ sáng sớm.
         Các chuyến tàu metro chạy từ 5h đến 22h, mỗi chuyến cách nhau 8-12 phút và luôn kín khách trong giờ cao điểm.|Tuy nhiên, một số thang máy ở ga Bến Thành bị quá tải trong buổi tối.
         Hành khách được đi tàu metro miễn phí trong 30 ngày đầu, sau đó giá vé từ 7.000 đến 20.000 đồng.",
    );
    assert_eq!(metro.kept(Budget::Sentences(1)), ["p1.s1"]);
    assert_eq!(metro.kept(Budget::Sentences(3)), ["p1.s1", "p3.s1", "p4.s1"]);
}

#[test]
fn what_happened_on_a_day_of_the_week_is_told_before_what_is_always_so() {
    let bakery = |day| {
        let text = format!(
            "The old bakery of Widnes stood for ninety years in the lane behind the church.
             The owner closed the bakery one {day} after the oven broke.
             The oven warmed the bakery at dawn and the owner slept."
        );
        article("en", "The oven of the bakery", &text).row("p2.s1").total
    };
    assert!(bakery("Monday") > bakery("winter"));
    assert_eq!(bakery("sun"), bakery("winter"), "short for Sunday, but seldom");
}

#[test]
fn a_title_block_serves_as_well_as_a_given_title() {
    let text = "Les prix du blé montent après la sécheresse en Argentine
         La Bourse de Chicago a ouvert en hausse mardi matin dans un marché calme et sans grande surprise.
         Les prix du blé ont gagné neuf pour cent en une semaine après la sécheresse qui touche l'Argentine.";
    let mut untitled = article("fr", "", text);
    untitled.cleaning.blocks[0].usage = epitome_document::Use::Aside;
    let without = untitled.row("p3.s1");
    untitled.cleaning.title = untitled.document.block_ids().next();
    let with = untitled.row("p3.s1");
    assert_eq!(
        (without.features.title_words, with.features.title_words),
        (0, 4),
        "prix, blé, sécheresse, Argentine"
    );
    assert!(untitled.scores().has_title);
    assert_eq!(untitled.kept(Budget::Sentences(1)), ["p3.s1"]);
}

#[test]
fn facts_tell_what_was_counted() {
    let facts = |address: &str| -> Vec<String> {
        metro().row(address).features.facts().into_iter().map(|fact| fact.message()).collect()
    };
    assert_eq!(facts("p1.s1")[..3], ["lead", "title words 7", "central"]);
    assert!(facts("p2.s2").contains(&"points back".to_owned()));
    assert!(facts("p5.s3").contains(&"only 4 words".to_owned()));
}
