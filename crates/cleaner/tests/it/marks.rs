//! Marks of single lines, each with lines that look alike and are text. Every line stands between paragraphs.

use epitome_document::{Role, Use};

use crate::common::cleaned;

const AROUND: [(&str, [&str; 3]); 3] = [
    (
        "fr",
        [
            "Le ministère a présenté mardi devant les députés un plan de deux milliards d'euros pour les petites lignes.",
            "Les syndicats jugent que l'effort reste insuffisant et demandent que les gares fermées soient rouvertes.",
            "Les travaux commenceront dès le mois de septembre dans les Alpes et dureront au moins six ans.",
        ],
    ),
    (
        "en",
        [
            "The ministry presented a plan of two billion dollars for the small lines to the members of parliament on Tuesday.",
            "The unions think that the effort is not enough, and they ask for the closed stations to be opened again.",
            "The work will begin in the mountains in the month of September and will take at least six years.",
        ],
    ),
    (
        "vi",
        [
            "Bộ Giao thông đã trình bày trước Quốc hội kế hoạch hai tỷ đô la dành cho các tuyến đường sắt nhỏ vào hôm thứ ba.",
            "Các công đoàn cho rằng nỗ lực này là chưa đủ và yêu cầu mở lại những nhà ga đã đóng cửa từ nhiều năm nay.",
            "Công việc sẽ bắt đầu vào tháng chín ở vùng núi và sẽ kéo dài ít nhất là sáu năm, theo lãnh đạo của bộ.",
        ],
    ),
];

/// The role of a line that stands before the last of three paragraphs, its use, and its text without what is cut off.
fn line_of(hint: &str, line: &str) -> (Role, Use, String) {
    let (_, [first, second, last]) =
        AROUND.iter().find(|(tag, _)| *tag == hint).expect("a text in this language");
    let (document, cleaning) = cleaned(&[first, second, line, last].join("\n\n"), hint);
    let idx = 2;
    let inner = cleaning.inner(document.blocks[idx].span);
    (cleaning.blocks[idx].role, cleaning.blocks[idx].usage, document.slice(inner).to_owned())
}

fn check_roles(table: &[(&str, &str, Role)]) {
    for (hint, line, role) in table {
        assert_eq!(line_of(hint, line).0, *role, "{hint}: {line}");
    }
}

fn check_text(table: &[(&str, &str)]) {
    for (hint, line) in table {
        let (role, usage, inner) = line_of(hint, line);
        assert_eq!((usage, inner.as_str()), (Use::Body, *line), "{hint}: {role:?}");
    }
}

#[test]
fn sources() {
    check_roles(
        &[
            ("fr", "Source", Role::SourceLine),
            ("fr", "source :", Role::SourceLine),
            ("fr", "Source : https://example.org/a/b-c-d/2025", Role::SourceLine),
            ("fr", "(Source : Le Courrier du Vietnam)", Role::SourceLine),
            ("en", "Source: General Department of Customs", Role::SourceLine),
            ("en", "Source VNA", Role::SourceLine),
            ("vi", "Nguồn: VnExpress", Role::SourceLine),
            ("vi", "Theo TTXVN", Role::SourceLine),
            ("und", "https://example.org/a", Role::SourceLine),
        ]
        .map(|(hint, line, role)| (if hint == "und" { "en" } else { hint }, line, role)),
    );
    check_text(&[
        ("fr", "Source de tension depuis des mois, le calendrier sera revu."),
        ("fr", "Selon Reuters, le plan sera voté avant la fin du mois."),
        ("en", "Source code for the voting system was published the same evening."),
        ("en", "Via a hotline opened on Friday, families can ask for help."),
        (
            "en",
            "Source: the minister, who spoke on condition of anonymity, said the plan was dead and would not be revived.",
        ),
        ("vi", "Nguồn vốn của dự án được vay từ Pháp và Ngân hàng Phát triển châu Á."),
        ("vi", "Theo Bộ trưởng, kế hoạch sẽ được thông qua trong tháng này."),
    ]);
}

#[test]
fn comments() {
    check_roles(&[
        ("vi", "Ý kiến bạn đọc (24)", Role::CommentCount),
        ("fr", "Comment (0)", Role::CommentCount),
        ("fr", "12 commentaires", Role::CommentCount),
        ("en", "Comments: 3", Role::CommentCount),
        ("en", "3 thoughts on “The old bridge”", Role::CommentCount),
        ("fr", "2 réflexions sur « Le vieux pont »", Role::CommentCount),
        ("vi", "Bình luận (3)", Role::CommentCount),
    ]);
    check_text(&[
        ("fr", "Comment vivre à 2 avec un seul salaire ?"),
        ("en", "The 12 comments were deleted by the site."),
        ("en", "3 members “thought on” for an hour, and then they voted against the plan."),
        ("vi", "Ông đã đọc 3 bình luận trên trang của bộ."),
    ]);
}

#[test]
fn furniture() {
    check_roles(&[
        ("fr", "Partager | Imprimer", Role::Furniture),
        ("fr", "LIRE LA SUITE »", Role::Furniture),
        ("en", "Facebook Twitter Email", Role::Furniture),
        ("en", "Share this story Print Send", Role::Furniture),
        ("vi", "Chia sẻ Zalo In bài viết", Role::Furniture),
        ("en", "Print the share register", Role::Heading),
        ("en", "© 2024 Example Media. All rights reserved.", Role::Furniture),
        ("en", "(Copyright 2024 River Wire. All rights reserved.)", Role::Furniture),
        ("fr", "2009-2023 © La Presse", Role::Furniture),
        ("vi", "Chia sẻ", Role::Furniture),
        ("vi", "* * *", Role::Furniture),
        ("en", "Was this article helpful?", Role::Furniture),
        ("en", "We use cookies to measure how this site is read.", Role::Furniture),
        ("fr", "Cet article n'est plus disponible.", Role::Furniture),
        ("vi", "Bài viết này không còn tồn tại.", Role::Furniture),
        ("fr", "Télécharger dans l’App Store", Role::Furniture),
        ("en", "Click to print (Opens in new window)", Role::Furniture),
        ("fr", "Cliquez pour partager sur Facebook (ouvre dans une nouvelle fenêtre)", Role::Furniture),
        ("en", "This article needs additional citations for verification.", Role::Furniture),
    ]);
    check_text(&[
        ("en", "This article was amended on Monday. An earlier version gave the wrong day of the vote."),
        ("fr", "Partager la route, c'est aussi partager le risque."),
        ("en", "Share prices fell after the vote."),
        ("en", "We use fewer trains than in the past, and we pay more for them."),
        ("en", "Was this article of the law of any use to the passengers?"),
        ("fr", "Cet article du code n'est plus en vigueur depuis le mois de mai."),
        ("vi", "Chia sẻ với phóng viên, bà cho biết kế hoạch là cần thiết."),
    ]);
}

#[test]
fn teasers() {
    check_roles(&[
        ("fr", "Lire aussi : Le train de nuit revient", Role::Teaser),
        ("fr", "À LIRE AUSSI Le train de nuit revient", Role::Teaser),
        ("fr", ">> À lire également : Faut-il rouvrir les gares ?", Role::Teaser),
        ("en", "READ MORE: Storm damage estimated at $40 million", Role::Teaser),
        ("en", "Related: Night trains return", Role::Teaser),
        ("vi", "Xem thêm >> Tàu đêm trở lại", Role::Teaser),
        ("vi", "Đọc thêm: Có nên mở lại nhà ga?", Role::Teaser),
        ("en", "Read the room", Role::Heading),
        ("fr", "À voir en Bretagne", Role::Heading),
    ]);
    check_text(&[
        ("fr", "Lire aussi ce livre, c'est comprendre son auteur."),
        ("fr", "À voir les chiffres, le plan ne suffira pas."),
        ("en", "Read the figures as the ministry does, and all is well."),
        ("en", "Read more widely, the figures say that farmers keep only a small part."),
        ("en", "Related to the boom is a rise in the use of fertiliser."),
        ("vi", "Xem lại các số liệu, kế hoạch này là chưa đủ."),
    ]);
}

#[test]
fn pictures() {
    check_roles(&[
        ("fr", "La ministre devant les députés. Photo : VNA", Role::Caption),
        ("fr", "La ministre devant les députés (Photo : Thong Nhat - VNA)", Role::Caption),
        ("fr", "La ministre devant les députés, à Paris. © Jean Petit / AFP", Role::Caption),
        ("fr", "Crédit photo : AFP", Role::Credit),
        ("en", "Residents clear mud on Sunday. — Photo vtv.vn |", Role::Caption),
        ("en", "Residents clear mud on Sunday. — VNA/VNS Photo Đỗ Trưởng", Role::Caption),
        ("en", "Residents clear mud. Nguyen Khanh/REUTERS", Role::Caption),
        ("en", "Photo by Jane Roe", Role::Heading), // no colon and nothing before it: it may be a heading
        ("en", "Photo courtesy of the Ministry of Health", Role::Credit),
        ("en", "ministers-in-hanoi.JPG", Role::ImageName),
        ("en", "Residents clear mud from the station. / C. RUEDA", Role::Caption),
        ("en", "Residents clear mud from the station on Sunday. Ann Lee • The Coaster", Role::Caption),
        ("en", "Residents clear mud on Sunday © Holt Museum. Photo: Ann Lee", Role::Caption),
        ("en", "Residents clear mud from the station. / EPA-EFE", Role::Caption),
        ("en", "Residents clear mud © Holt Museum and its owners. …", Role::Paragraph),
        ("en", "Residents clear mud from the station. T. ROE", Role::Caption),
        ("fr", "La ministre devant les députés. ANNE PETIT POUR « LE POST »", Role::Caption),
        ("en", "Residents clear mud from the station. Photo: private", Role::Caption),
        ("vi", "Người dân dọn bùn. Ảnh: Minh Quyết/TTXVN", Role::Caption),
        ("vi", "Người dân dọn bùn. (Ảnh: NVCC)", Role::Caption),
        ("vi", "Quang cảnh hội nghị sáng 12/5", Role::Caption),
    ]);
    check_text(&[
        ("en", "The trains leave at 8 p.m. / 9 p.m. from May until the end of September."),
        ("fr", "La photo : un enfant seul devant une gare vide, en plein hiver."),
        ("fr", "Il ne reste d'elle qu'une photo de famille, prise à Hanoi."),
        ("en", "Photo and video sharing by volunteers has helped to find people."),
        ("en", "The film opens in May. Image Comics published the book."),
        ("vi", "Ảnh hưởng của tuyến mới sẽ được đánh giá vào cuối năm nay."),
        ("vi", "Hình thức thanh toán mới được áp dụng từ tháng sau."),
    ]);
}

#[test]
fn authors_and_dates() {
    let head = |hint: &str, line: &str| {
        let (_, [first, second, _]) =
            AROUND.iter().find(|(tag, _)| *tag == hint).expect("a text in this language");
        cleaned(&[line, first, second].join("\n\n"), hint).1.blocks[0].role
    };
    for (hint, line, role) in [
        ("fr", "Par Jean Dupont, envoyé spécial à Hanoï", Role::Byline),
        ("fr", "Propos recueillis par Anne Lefèvre", Role::Byline),
        ("fr", "Publié le 14 mars 2024 à 08h15", Role::Dateline),
        ("fr", "14/03/2024 08:15", Role::Dateline),
        ("en", "By Jane Roe and John Smith", Role::Byline),
        ("en", "Tuesday, May 12, 2024", Role::Dateline),
        ("en", "Updated 3 hours ago", Role::Dateline),
        ("en", "22.14 BST", Role::Dateline),
        ("vi", "Thứ Hai, 12/8/2024 08:30 (GMT+7)", Role::Dateline),
        ("vi", "Ngày 12 tháng 8 năm 2024", Role::Dateline),
        ("en", "Updated 11 Nov 2024 · 6 min read", Role::Dateline),
        ("fr", "Lyon - 14 févr. 2024 - 20:15", Role::Dateline),
        ("vi", "Thực hiện: Lê Minh", Role::Byline),
        ("en", "M.-C. D.", Role::Byline),
        ("en", "By Jane Roe @janeroe Chief reporter", Role::Byline),
        ("fr", "Auteur : Maître en droit Anne Petit", Role::Byline),
        ("fr", "Par la rédaction de Ouest Matin", Role::Byline),
        ("fr", "Interview : Le train des neiges repart", Role::Title),
        ("vi", "T.H.", Role::Byline),
        ("fr", "ylg/dch/mb", Role::Signature),
        ("en", "AFP", Role::Signature),
        ("en", "It is so.", Role::Lead),
        ("en", "Oct 2024: the small lines and the ministry, a short history", Role::Title),
        ("fr", "Par ailleurs, le plan sera voté avant l'été.", Role::Lead),
        ("fr", "Par Toutatis, un village résiste encore à la réforme du rail", Role::Title),
        ("fr", "Législatives 2017 : 19,24 % de participation à 12 heures", Role::Title),
        ("en", "By Monday, most of the highway had been reopened.", Role::Lead),
        ("en", "Updated 2024 guide to the small lines", Role::Title),
        ("en", "Shares lose 11%, lowest since October 2022", Role::Title),
        ("vi", "Theo Bộ trưởng, kế hoạch là cần thiết cho vùng núi.", Role::Lead),
    ] {
        assert_eq!(head(hint, line), role, "{hint}: {line}");
    }
}

#[test]
fn lines_in_other_digits_and_scripts() {
    let zh = "渡口书店创办于1981年，原址因修建地铁4号线被拆，读者为它捐出了约2.1万册图书。\n\n市政府把粮仓以每年1元的租金交给书店使用，期限为20年，修缮工程共花费360万元。";
    let fa = "اتوبوس در سال ۱۳۷۲ ساخته شده و بازسازی آن ۴۸۰ میلیون تومان هزینه داشته است.\n\nشهرداری قول داده است تا پایان آذر زنجیر چرخ و بخاری برای اتوبوس تهیه کند.";
    let tr = "Fırını üç kuşaktır işleten Kadir Işık, un fiyatlarına dayanamadığını açıklamıştı.\n\nKazancın yüzde 30'u okul kahvaltılarına, kalanı fırının onarımına ayrılacak.";
    for (hint, text, line, role) in [
        ("zh", zh, "2025年9月6日 08:15 来源：清河晚报", Role::Dateline),
        ("zh", zh, "更多精彩内容，请扫码关注清河晚报微信公众号", Role::Furniture),
        ("fa", fa, "تاریخ انتشار: ۲۲ مهر ۱۴۰۴ - ۱۰:۴۵", Role::Dateline),
        ("tr", tr, "Güncelleme Tarihi: 12 Mart 2025 14:05", Role::Dateline),
        ("tr", tr, "İLETİŞİM", Role::Furniture),
    ] {
        assert_eq!(cleaned(&format!("{line}\n\n{text}"), hint).1.blocks[0].role, role, "{hint}: {line}");
    }
}

#[test]
fn signatures() {
    for (hint, line, inner) in [
        ("fr", "Le plan sera voté avant l'été, dit-elle. – VNA", "Le plan sera voté avant l'été, dit-elle."),
        (
            "fr",
            "Il parle du concours «Viet Solutions». - VietnamPlus",
            "Il parle du concours «Viet Solutions».",
        ),
        ("fr", "Le plan sera voté avant l'été. (AFP/VNA)", "Le plan sera voté avant l'été."),
        ("en", "The plan will be voted in May, he added. — VNS", "The plan will be voted in May, he added."),
        ("en", "The plan will be voted in May. - EPA-EFE", "The plan will be voted in May."),
        ("en", "The plan will be voted in May. EFE", "The plan will be voted in May."),
        (
            "en",
            "The plan will be voted in May, they told AP.",
            "The plan will be voted in May, they told AP.",
        ),
        ("en", "The plan will be voted in May. Ap", "The plan will be voted in May. Ap"),
        ("vi", "Kế hoạch sẽ được thông qua. (Theo TTXVN)", "Kế hoạch sẽ được thông qua."),
        ("vi", "Kế hoạch sẽ được thông qua./.", "Kế hoạch sẽ được thông qua./."),
        (
            "fr",
            "C'est ce qu'a constaté la Voix du Vietnam (VOV).",
            "C'est ce qu'a constaté la Voix du Vietnam (VOV).",
        ),
        ("fr", "Elle cite un accord entre Reuters – AFP", "Elle cite un accord entre Reuters – AFP"),
        ("en", "He lives in Paris. Not in Hanoi - yet.", "He lives in Paris. Not in Hanoi - yet."),
        ("vi", "Bà nói với Thông tấn xã Việt Nam (TTXVN).", "Bà nói với Thông tấn xã Việt Nam (TTXVN)."),
    ] {
        assert_eq!(line_of(hint, line).2, inner, "{hint}: {line}");
    }
}

#[test]
fn datelines() {
    let lead = |hint: &str, head: &str| {
        let (_, [first, second, _]) =
            AROUND.iter().find(|(tag, _)| *tag == hint).expect("a text in this language");
        let (document, cleaning) = cleaned(&format!("{head}{first}\n\n{second}"), hint);
        let inner = cleaning.inner(document.blocks[0].span);
        document.text[..inner.start()].to_owned()
    };
    for (hint, head) in [
        ("fr", "Hanoi (VNA) - "),
        ("fr", "Hô Chi Minh-Ville, 12 mai (VNA) – "),
        ("fr", "PARIS (AFP) – "),
        ("en", "HÀ NỘI — "),
        ("en", "LONDON, May 12 (Reuters) - "),
        ("en", "WASHINGTON (AP) — "),
        ("en", "MARLOW BAY -- "),
        ("en", "LONDON (Reuters) -- "),
        ("en", "Lindenau (dpa) - "),
        ("en", "Lindenau (dpa/lby) - "),
        ("en", "Valdehierro, 3 oct (EFE).- "),
        ("vi", "(TTXVN) - "),
        ("vi", "(Dân trí) - "),
        ("vi", "TTO - "),
        ("vi", "Hà Nội (TTXVN) – "),
        ("vi", "VTV.vn - "),
    ] {
        assert_eq!(lead(hint, head), head, "{hint}");
    }
    for (hint, head) in [
        ("fr", "Vietnam – "),
        ("fr", "Le président du parti (PCV) - "),
        ("fr", "L'Agence (VNA) annonce que "),
        ("en", "Vietnam - Japan trade grew. "),
        ("en", "Note: "),
        ("en", "The drinks (dpe) - "),
        ("en", "The ministry works.- "),
        ("vi", "Việt Nam – "),
    ] {
        assert_eq!(lead(hint, head), "", "{hint}: {head}");
    }
}

#[test]
fn numbered_pictures_and_tables() {
    check_roles(&[
        ("en", "Figure 3: latency before (grey) and after (orange).", Role::Caption),
        ("en", "Table 1. Mean errors between 3 and 6 a.m.", Role::Caption),
        ("fr", "Tableau 2 – Les lignes à rouvrir, par région", Role::Caption),
        ("vi", "Hình 2: Bến cá lúc nước ròng.", Role::Caption),
    ]);
    check_text(&[
        ("en", "Figure 3 shows that the delays grew by half in two years."),
        ("fr", "Table rase : le ministère veut tout reprendre à zéro dès le mois de mai."),
    ]);
}

#[test]
fn labels_of_threads_and_pages() {
    check_roles(&[
        ("en", "#12", Role::Furniture),
        ("en", "1.2K", Role::Furniture),
        ("en", "Page 1 of 3", Role::Furniture),
        ("vi", "Trang 1 của 3", Role::Furniture),
    ]);
}
