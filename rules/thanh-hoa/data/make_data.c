/* make_data cds|loi|xep-hang REGISTER.csv > out.csv
 * Made-up, deterministic figures for the communes of a register, in the form in which Excel saves a
 * CSV with Vietnamese settings: UTF-8 with BOM, ';', decimal comma, CRLF. No figure is anybody's
 * real figure; every row says so in its last column.
 *   cds       all communes, columns of cds-xa-2023.tieuchi
 *   loi       30 communes with planted errors (list: README.md)
 *   xep-hang  12 communes, columns of xep-hang-xa.tieuchi */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL = 96, MAX_UNITS = 600, ERROR_UNITS = 30, RANKED_UNITS = 12 };
#define SEED 20241231ull

/* ---- columns: X(name in this program, heading) ------------------------------------------------
 */

#define CDS_COLUMNS(X)                                                                             \
    X(ZONE, "Vùng")                                                                                \
    X(SAFE_ZONE, "Xã an toàn khu")                                                                 \
    X(HOUSEHOLDS, "Tổng số hộ")                                                                    \
    X(PEOPLE, "Tổng số dân")                                                                       \
    X(FROM_15, "Dân số từ 15 tuổi")                                                                \
    X(ADULTS, "Dân số trưởng thành")                                                               \
    X(WORKERS, "Dân số trong độ tuổi lao động")                                                    \
    X(VILLAGES, "Tổng số thôn")                                                                    \
    X(STAFF, "Cán bộ, công chức")                                                                  \
    X(LEADERS, "Lãnh đạo xã")                                                                      \
    X(BOARD_DECISION, "Quyết định thành lập Ban Chỉ đạo")                                          \
    X(BOARD_HEAD, "Trưởng ban")                                                                    \
    X(PLAN_DATE, "Ngày ban hành kế hoạch")                                                         \
    X(BUDGET, "Kinh phí chuyển đổi số")                                                            \
    X(STAFF_TRAINED, "Cán bộ, công chức được tập huấn kỹ năng số")                                 \
    X(DOCS_IN, "Văn bản đến")                                                                      \
    X(DOCS_IN_SECRET, "Văn bản đến mật")                                                           \
    X(DOCS_OUT, "Văn bản đi")                                                                      \
    X(DOCS_OUT_SECRET, "Văn bản đi mật")                                                           \
    X(DOCS_ONLINE, "Văn bản xử lý trên mạng")                                                      \
    X(DOCS_SIGNED, "Văn bản đi được ký số")                                                        \
    X(LEADERS_GIVEN, "Lãnh đạo được cấp chữ ký số")                                                \
    X(LEADERS_USING, "Lãnh đạo sử dụng chữ ký số")                                                 \
    X(FILES, "Hồ sơ thủ tục hành chính")                                                           \
    X(FILES_ELIGIBLE, "Hồ sơ đủ điều kiện toàn trình")                                             \
    X(FILES_ONLINE, "Hồ sơ trực tuyến toàn trình")                                                 \
    X(ON_TIME, "Tỷ lệ hồ sơ giải quyết đúng hạn")                                                  \
    X(REPORTS, "Báo cáo định kỳ")                                                                  \
    X(REPORTS_ONLINE, "Báo cáo thực hiện trực tuyến")                                              \
    X(REPORTS_LINKED, "Liên thông hệ thống báo cáo")                                               \
    X(SCANNERS, "Máy quét tại bộ phận một cửa")                                                    \
    X(SCREEN, "Màn hình tra cứu tại bộ phận một cửa")                                              \
    X(COUNTER_SOFTWARE, "Phần mềm một cửa điện tử")                                                \
    X(QR_NOTICE, "Niêm yết thủ tục bằng mã QR")                                                    \
    X(NEWS, "Tin, bài trên trang thông tin điện tử")                                               \
    X(FIRMS, "Doanh nghiệp có phát sinh thuế")                                                     \
    X(FIRMS_DIGITAL, "Doanh nghiệp chuyển đổi số")                                                 \
    X(FARMS, "Hộ sản xuất nông nghiệp")                                                            \
    X(FARMS_SELLING, "Hộ nông nghiệp trên sàn thương mại điện tử")                                 \
    X(OCOP, "Sản phẩm OCOP")                                                                       \
    X(OCOP_SELLING, "Sản phẩm OCOP trên sàn thương mại điện tử")                                   \
    X(BUSINESSES, "Doanh nghiệp, hợp tác xã")                                                      \
    X(BUSINESSES_TRAINED, "Doanh nghiệp, hợp tác xã được tập huấn")                                \
    X(MARKET, "Chợ thanh toán không tiền mặt")                                                     \
    X(SHOPS, "Siêu thị mini, cửa hàng tiện lợi")                                                   \
    X(SCHOOLS, "Trường học")                                                                       \
    X(SCHOOLS_CASHLESS, "Trường học thu không tiền mặt")                                           \
    X(CLINICS, "Cơ sở y tế")                                                                       \
    X(CLINICS_CASHLESS, "Cơ sở y tế thu không tiền mặt")                                           \
    X(VILLAGES_TEAM, "Thôn có tổ công nghệ số cộng đồng")                                          \
    X(SMARTPHONES, "Người trưởng thành có điện thoại thông minh")                                  \
    X(ACCOUNTS, "Người trưởng thành có tài khoản thanh toán")                                      \
    X(ELECTRICITY, "Hộ trả tiền điện không tiền mặt")                                              \
    X(SIGNATURES, "Người trưởng thành có chữ ký số hoặc chữ ký điện tử")                           \
    X(HEALTH, "Người có hồ sơ sức khỏe điện tử")                                                   \
    X(HEALTH_UPDATED, "Người có hồ sơ sức khỏe được cập nhật")                                     \
    X(SKILLED, "Người lao động được phổ cập kỹ năng số")                                           \
    X(IDENTITY, "Người có định danh điện tử mức độ 2")                                             \
    X(SCHOOLS_DIGITAL, "Trường học áp dụng quản trị số")                                           \
    X(CLINIC_SOFTWARE, "Trạm y tế dùng phần mềm quản lý")                                          \
    X(MODEL_THREE_NO, "Mô hình 3 không")                                                           \
    X(MODEL_DAYS, "Ngày không viết, ngày không hẹn")                                               \
    X(MODEL_HERITAGE, "Số hóa di tích, điểm đến")                                                  \
    X(MODEL_BROADCAST, "Truyền thanh thông minh")                                                  \
    X(MODEL_CAMERA, "Camera an ninh cộng đồng")                                                    \
    X(CLASSES, "Lớp tập huấn tổ công nghệ số cộng đồng")                                           \
    X(FIBRE, "Hộ có cáp quang")                                                                    \
    X(VILLAGES_4G, "Thôn có sóng 4G")                                                              \
    X(STAFF_COMPUTER, "Cán bộ, công chức có máy vi tính")                                          \
    X(MEETING_ROOM, "Phòng họp trực tuyến")                                                        \
    X(CAMERAS, "Vị trí camera giám sát")                                                           \
    X(LAN, "Mạng nội bộ")                                                                          \
    X(LINE, "Đường truyền Internet")                                                               \
    X(POST, "Điểm phục vụ bưu chính")                                                              \
    X(VILLAGES_NET, "Thôn có Internet")                                                            \
    X(VILLAGES_SPEAKER, "Thôn có loa truyền thanh")                                                \
    X(DOC_SOFTWARE, "Phần mềm quản lý văn bản")                                                    \
    X(HOUSES, "Nhà ở")                                                                             \
    X(HOUSES_CODED, "Nhà ở có địa chỉ số")

#define RANK_COLUMNS(X)                                                                            \
    X(R_HEAD, "Trưởng ban")                                                                        \
    X(R_MEETINGS, "Cuộc họp do người đứng đầu chủ trì")                                            \
    X(R_ATTENDS, "Dự đầy đủ các phiên họp của huyện")                                              \
    X(R_CHAIRS, "Chủ trì các cuộc họp của xã")                                                     \
    X(R_ORDERS, "Văn bản chỉ đạo về chuyển đổi số")                                                \
    X(R_ORDERS_SIGNED, "Văn bản chỉ đạo do người đứng đầu ký")                                     \
    X(R_BROADCAST, "Có chuyên mục truyền thanh")                                                   \
    X(R_HOUSEHOLDS, "Tổng số hộ")                                                                  \
    X(R_FIBRE, "Hộ có cáp quang")                                                                  \
    X(R_STAFF, "Cán bộ, công chức")                                                                \
    X(R_COMPUTER, "Cán bộ, công chức có máy vi tính")                                              \
    X(R_ROOM, "Phòng họp trực tuyến")                                                              \
    X(R_SITE, "Có trang thông tin điện tử")                                                        \
    X(R_NEWS, "Tin, bài trên trang thông tin điện tử")                                             \
    X(R_ELIGIBLE, "Hồ sơ đủ điều kiện toàn trình")                                                 \
    X(R_ONLINE, "Hồ sơ trực tuyến toàn trình")                                                     \
    X(R_ON_TIME, "Tỷ lệ hồ sơ giải quyết đúng hạn")                                                \
    X(R_FARMS, "Hộ sản xuất nông nghiệp")                                                          \
    X(R_FARMS_SELLING, "Hộ nông nghiệp trên sàn thương mại điện tử")                               \
    X(R_ADULTS, "Dân số trưởng thành")                                                             \
    X(R_SMARTPHONES, "Người trưởng thành có điện thoại thông minh")                                \
    X(R_MODELS, "Mô hình, sáng kiến được công nhận")                                               \
    X(R_LATE, "Số lần nộp báo cáo chậm")                                                           \
    X(R_FIRMS, "Tổng số doanh nghiệp")

#define AS_ID(id, heading)      id,
#define AS_HEADING(id, heading) heading,
enum { CDS_COLUMNS(AS_ID) CDS_COUNT };
enum { RANK_COLUMNS(AS_ID) RANK_COUNT };
static const char *const CDS_HEADINGS[] = {CDS_COLUMNS(AS_HEADING)};
static const char *const RANK_HEADINGS[] = {RANK_COLUMNS(AS_HEADING)};

/* ---- chance -----------------------------------------------------------------------------------
 */

static uint64_t state = SEED;

static uint64_t next(void) /* splitmix64 */
{
    uint64_t z = (state += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

/* A whole number in 0..n-1. The tiny bias of the remainder does not matter here. */
static int64_t below(int64_t n)
{
    return (int64_t)(next() % (uint64_t)n);
}

static int64_t range(int64_t low, int64_t high)
{
    return low + below(high - low + 1);
}

static bool chance(int64_t permille)
{
    return below(1000) < permille;
}

/* ---- the register -----------------------------------------------------------------------------
 */

struct unit {
    char code[8], name[CELL], kind[24], district[CELL];
};

static bool is_town(const struct unit *u)
{
    return strcmp(u->kind, "xã") != 0;
}

static int read_register(const char *path, struct unit units[MAX_UNITS])
{
    char line[512];
    int count = 0;
    FILE *f = fopen(path, "r");
    if (f == NULL || fgets(line, sizeof line, f) == NULL) {
        perror(path);
        exit(2);
    }
    while (count < MAX_UNITS && fgets(line, sizeof line, f) != NULL) {
        struct unit *u = &units[count];
        if (sscanf(line, "%7[^,],%95[^,],%23[^,],%*[^,],%95[^\r\n]", u->code, u->name, u->kind,
                   u->district) == 4)
            count++;
    }
    fclose(f);
    return count;
}

static bool among(const char *text, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcmp(text, *list) == 0)
            return true;
    return false;
}

/* The zone by district only: rough, and made up for the purpose like every other figure. */
static const char *zone_of(const struct unit *u)
{
    static const char *const mountains[] = {
        "Huyện Mường Lát",  "Huyện Quan Hóa",    "Huyện Bá Thước",  "Huyện Quan Sơn",
        "Huyện Lang Chánh", "Huyện Ngọc Lặc",    "Huyện Cẩm Thủy",  "Huyện Thạch Thành",
        "Huyện Như Xuân",   "Huyện Thường Xuân", "Huyện Như Thanh", NULL};
    static const char *const coast[] = {"Thành phố Sầm Sơn",
                                        "Thị xã Nghi Sơn",
                                        "Huyện Hậu Lộc",
                                        "Huyện Hoằng Hóa",
                                        "Huyện Quảng Xương",
                                        "Huyện Nga Sơn",
                                        NULL};
    return among(u->district, mountains) ? "miền núi"
           : among(u->district, coast)   ? "ven biển"
                                         : "đồng bằng";
}

/* ---- one row ----------------------------------------------------------------------------------
 */

struct row {
    char cell[CDS_COUNT][CELL];
    bool good;       /* meets every indicator */
    int64_t quality; /* permille added to every share of the others */
    bool mountain;   /* judged by the requirement of the mountains */
};

static void put(struct row *r, int column, const char *text)
{
    snprintf(r->cell[column], CELL, "%s", text);
}

static void number(struct row *r, int column, int64_t value)
{
    snprintf(r->cell[column], CELL, "%lld", (long long)value);
}

static int64_t value_of(const struct row *r, int column)
{
    return strtoll(r->cell[column], NULL, 10);
}

/* A number in tenths, with the decimal comma. */
static void tenths(struct row *r, int column, int64_t value)
{
    if (value % 10 == 0)
        number(r, column, value / 10);
    else
        snprintf(r->cell[column], CELL, "%lld,%lld", (long long)(value / 10),
                 (long long)(value % 10));
}

static void yes_no(struct row *r, int column, bool yes)
{
    put(r, column, yes ? "có" : "không");
}

static void asked(struct row *r, int column) /* a yes/no that the set asks for */
{
    yes_no(r, column, r->good || chance(800 + r->quality));
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* The numerator for a share that must reach `permille` of `whole`; some sit on the requirement,
 * some one thing below it. */
static int64_t share(const struct row *r, int64_t whole, int64_t permille)
{
    int64_t least = (whole * permille + 999) / 1000, edge = below(100);
    if (edge < 6)
        return least;
    if (!r->good && edge < 10)
        return least > 0 ? least - 1 : 0;
    if (r->good)
        return range(least, whole);
    return clamp(whole * (permille + r->quality + range(-200, 200)) / 1000, 0, whole);
}

static void shared(struct row *r, int column, int whole, int64_t permille)
{
    number(r, column, share(r, value_of(r, whole), permille));
}

/* A count that must reach `least`. */
static void count(struct row *r, int column, int64_t least)
{
    bool enough = r->good || chance(780 + r->quality);
    number(r, column, enough ? least + below(least + 3) : below(least));
}

static void population(struct row *r, const struct unit *u)
{
    int64_t households = is_town(u) ? range(1400, 4200) : range(700, 2600);
    if (r->mountain)
        households = households * 6 / 10;
    if (chance(200))
        households -= households % 20; /* so that a share can sit exactly on 60% */
    int64_t people = households * range(340, 430) / 100;
    number(r, HOUSEHOLDS, households);
    number(r, PEOPLE, people);
    number(r, FROM_15, people * range(740, 780) / 1000);
    number(r, ADULTS, people * range(680, 720) / 1000);
    number(r, WORKERS, people * range(540, 600) / 1000);
    number(r, VILLAGES, range(5, 15));
    number(r, STAFF, range(17, 24));
    number(r, LEADERS, range(4, 7));
}

struct months {
    int first_year, last_year, first, last;
};

/* A date in the given months after a text. One draw a statement: the order in which C evaluates
 * arguments is free, and the bytes must not depend on the compiler. */
static void put_date(struct row *r, int column, const char *before, struct months in)
{
    int day = (int)range(1, 28);
    int month = (int)range(in.first, in.last);
    int year = (int)range(in.first_year, in.last_year);
    snprintf(r->cell[column], CELL, "%s%02d/%02d/%d", before, day, month, year);
}

static void government(struct row *r)
{
    if (r->good || chance(930)) {
        char before[CELL];
        snprintf(before, sizeof before, "Quyết định số %d/QĐ-UBND ngày ", (int)range(11, 399));
        put_date(r, BOARD_DECISION, before, (struct months){2022, 2023, 1, 12});
        put(r, BOARD_HEAD,
            r->good || chance(850) ? "cấp trưởng"
            : chance(700)          ? "cấp phó"
                                   : "khác");
    } else {
        put(r, BOARD_HEAD, "khác");
    }
    bool in_time = r->good || chance(850 + r->quality);
    if (in_time || chance(700))
        put_date(r, PLAN_DATE, "",
                 in_time ? (struct months){2024, 2024, 1, 3} : (struct months){2024, 2024, 4, 6});
    if (in_time && chance(30))
        put(r, PLAN_DATE, "31/03/2024");
    tenths(r, BUDGET, r->good || chance(850) ? range(500, 3500) : range(50, 499));
    shared(r, STAFF_TRAINED, STAFF, 1000);

    number(r, DOCS_IN, range(900, 2600));
    number(r, DOCS_IN_SECRET, below(12));
    number(r, DOCS_OUT, range(250, 900));
    number(r, DOCS_OUT_SECRET, below(6));
    int64_t out = value_of(r, DOCS_OUT) - value_of(r, DOCS_OUT_SECRET);
    int64_t all = out + value_of(r, DOCS_IN) - value_of(r, DOCS_IN_SECRET);
    number(r, DOCS_ONLINE, share(r, all, 800));
    number(r, DOCS_SIGNED, share(r, out, 950));
    shared(r, LEADERS_USING, LEADERS, 1000);
    number(r, LEADERS_GIVEN, range(value_of(r, LEADERS_USING), value_of(r, LEADERS)));

    number(r, FILES, range(600, 3800));
    number(r, FILES_ELIGIBLE, value_of(r, FILES) * range(500, 900) / 1000);
    if (chance(8))
        put(r, FILES_ELIGIBLE, "0");
    shared(r, FILES_ONLINE, FILES_ELIGIBLE, 500);
    tenths(r, ON_TIME, r->good || chance(850 + r->quality) ? range(975, 1000) : range(880, 974));
    if (chance(30))
        tenths(r, ON_TIME, 975);
    number(r, REPORTS, range(12, 60));
    shared(r, REPORTS_ONLINE, REPORTS, 1000);
    asked(r, REPORTS_LINKED);
    count(r, SCANNERS, 1);
    asked(r, SCREEN);
    asked(r, COUNTER_SOFTWARE);
    asked(r, QR_NOTICE);
    count(r, NEWS, r->mountain ? 24 : 48);
}

static void economy(struct row *r, const struct unit *u)
{
    int64_t firms = chance(30) ? 0 : range(2, is_town(u) ? 90 : 35);
    number(r, FIRMS, firms);
    shared(r, FIRMS_DIGITAL, FIRMS, 500);
    int64_t farms = strcmp(u->kind, "phường") == 0 && chance(400)
                        ? 0
                        : value_of(r, HOUSEHOLDS) * range(150, is_town(u) ? 400 : 850) / 1000;
    number(r, FARMS, farms);
    shared(r, FARMS_SELLING, FARMS, r->mountain ? 200 : 300);
    number(r, OCOP, chance(450) ? 0 : range(1, 5));
    shared(r, OCOP_SELLING, OCOP, 1000);
    number(r, BUSINESSES, firms + below(5));
    shared(r, BUSINESSES_TRAINED, BUSINESSES, 600);
    bool market = chance(600), trade = market || r->good || chance(800);
    yes_no(r, MARKET, market);
    number(r, SHOPS, trade && !market ? range(1, 4) : trade ? below(3) : 0);
    number(r, SCHOOLS, chance(10) ? 0 : range(2, 5));
    number(r, CLINICS, range(1, 3));
    int64_t both = value_of(r, SCHOOLS) + value_of(r, CLINICS), paid = share(r, both, 800);
    int64_t schools = clamp(paid, 0, value_of(r, SCHOOLS));
    number(r, SCHOOLS_CASHLESS, schools);
    number(r, CLINICS_CASHLESS, paid - schools);
}

static void models(struct row *r)
{
    static const int MODELS[] = {MODEL_THREE_NO, MODEL_DAYS, MODEL_HERITAGE, MODEL_BROADCAST,
                                 MODEL_CAMERA};
    int met = 0;
    for (int i = 0; i < 5; i++) {
        bool has = chance(450 + r->quality / 2) || (r->good && 5 - i <= 2 - met);
        met += has;
        yes_no(r, MODELS[i], has);
    }
}

static void society(struct row *r)
{
    shared(r, VILLAGES_TEAM, VILLAGES, 1000);
    shared(r, SMARTPHONES, ADULTS, r->mountain ? 700 : 800);
    shared(r, ACCOUNTS, ADULTS, 800);
    shared(r, ELECTRICITY, HOUSEHOLDS, 600);
    shared(r, SIGNATURES, ADULTS, 300);
    shared(r, HEALTH_UPDATED, PEOPLE, 950);
    number(r, HEALTH, range(value_of(r, HEALTH_UPDATED), value_of(r, PEOPLE)));
    shared(r, SKILLED, WORKERS, 700);
    shared(r, IDENTITY, FROM_15, 700);
    shared(r, SCHOOLS_DIGITAL, SCHOOLS, 1000);
    asked(r, CLINIC_SOFTWARE);
    models(r);
    count(r, CLASSES, 2);
}

static void infrastructure(struct row *r)
{
    shared(r, FIBRE, HOUSEHOLDS, r->mountain ? 600 : 800);
    shared(r, VILLAGES_4G, VILLAGES, r->mountain ? 950 : 1000);
    shared(r, STAFF_COMPUTER, STAFF, 1000);
    asked(r, MEETING_ROOM);
    count(r, CAMERAS, r->mountain ? 3 : 5);
    asked(r, LAN);
    put(r, LINE, r->good || chance(900) ? (chance(900) ? "FTTH" : "ADSL") : "không có");
    count(r, POST, 1);
    shared(r, VILLAGES_NET, VILLAGES, 1000);
    shared(r, VILLAGES_SPEAKER, VILLAGES, 1000);
    asked(r, DOC_SOFTWARE);
    number(r, HOUSES, value_of(r, HOUSEHOLDS) * range(900, 1000) / 1000);
    shared(r, HOUSES_CODED, HOUSES, 800);
}

/* Most communes report everything; the others leave a cell in fourteen empty: 2% over all. */
static void leave_gaps(struct row *r)
{
    if (!chance(280))
        return;
    for (int i = 0; i < CDS_COUNT; i++)
        if (chance(70))
            r->cell[i][0] = '\0';
}

static void fill_cds(struct row *r, const struct unit *u)
{
    *r = (struct row){0};
    r->good = chance(400);
    r->quality = range(-120, 200);
    put(r, ZONE, zone_of(u));
    bool safe_zone = !is_town(u) && chance(20);
    if (safe_zone)
        put(r, SAFE_ZONE, "có");
    r->mountain = safe_zone || strcmp(zone_of(u), "miền núi") == 0;
    population(r, u);
    government(r);
    economy(r, u);
    society(r);
    infrastructure(r);
    leave_gaps(r);
}

static void fill_ranked(struct row *r, const struct unit *u, int index)
{
    static const char *const HEADS[] = {"cấp trưởng", "cấp trưởng", "cấp phó", "khác"};
    *r = (struct row){.quality = range(-120, 300)};
    r->mountain = strcmp(zone_of(u), "miền núi") == 0;
    put(r, R_HEAD, HEADS[index % 4]);
    number(r, R_MEETINGS, below(7));
    yes_no(r, R_ATTENDS, chance(700));
    yes_no(r, R_CHAIRS, chance(700));
    number(r, R_ORDERS, index == 5 ? 0 : range(3, 12));
    shared(r, R_ORDERS_SIGNED, R_ORDERS, 700);
    asked(r, R_BROADCAST);
    number(r, R_HOUSEHOLDS, range(700, 2600));
    shared(r, R_FIBRE, R_HOUSEHOLDS, 800);
    number(r, R_STAFF, range(17, 24));
    shared(r, R_COMPUTER, R_STAFF, 950);
    put(r, R_ROOM, index % 5 == 4 ? "không" : "x");
    yes_no(r, R_SITE, index != 7);
    number(r, R_NEWS, index == 7 ? 0 : range(10, 90));
    number(r, R_ELIGIBLE, range(300, 2600));
    shared(r, R_ONLINE, R_ELIGIBLE, 600);
    tenths(r, R_ON_TIME, index == 0 ? 1000 : range(880, 1000));
    number(r, R_FARMS, index == 2 ? 0 : value_of(r, R_HOUSEHOLDS) * range(300, 800) / 1000);
    shared(r, R_FARMS_SELLING, R_FARMS, 300);
    number(r, R_ADULTS, value_of(r, R_HOUSEHOLDS) * 27 / 10);
    shared(r, R_SMARTPHONES, R_ADULTS, 850);
    number(r, R_MODELS, below(4));
    number(r, R_LATE, below(4));
    if (index != 3) /* as a commune did in 2023: the number of firms left blank */
        number(r, R_FIRMS, range(0, 40));
    if (index == 9)
        r->cell[R_SMARTPHONES][0] = '\0';
}

/* ---- printing ---------------------------------------------------------------------------------
 */

static void cell(const char *text)
{
    if (strpbrk(text, ";\"\n") == NULL) {
        fputs(text, stdout);
        return;
    }
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            putchar('"');
        putchar(*text);
    }
    putchar('"');
}

static void headings(const char *const *names, int columns)
{
    fputs("\xEF\xBB\xBFMã đơn vị;Tên đơn vị;Huyện", stdout);
    for (int i = 0; i < columns; i++) {
        putchar(';');
        cell(names[i]);
    }
    fputs(";Nguồn số liệu\r\n", stdout);
}

static void print_row(const struct unit *u, const struct row *r, int columns)
{
    printf("%s;%s %s;%s", u->code, u->kind, u->name, u->district);
    for (int i = 0; i < columns; i++) {
        putchar(';');
        cell(r->cell[i]);
    }
    fputs(";số liệu giả lập\r\n", stdout);
}

/* ---- planted errors ---------------------------------------------------------------------------
 */

struct mistake {
    int row, column; /* row: 0 for the first commune */
    const char *text;
};

static const struct mistake MISTAKES[] = {
    {0, ELECTRICITY, "12000"},     /* numerator over denominator */
    {1, PEOPLE, "khoảng 6000"},    /* text in a number */
    {2, ON_TIME, "60.5%"},         /* decimal point */
    {3, PLAN_DATE, "29/02/2023"},  /* no such day */
    {4, MEETING_ROOM, "Đạt"},      /* neither có nor không */
    {5, PLAN_DATE, "3/2024"},      /* half a date */
    {6, CAMERAS, "-3"},            /* below the range */
    {7, ON_TIME, "120"},           /* over 100% */
    {8, ZONE, "trung du"},         /* not in the list */
    {9, HOUSEHOLDS, "1,234,567"},  /* two decimal commas */
    {10, STAFF_TRAINED, "18,5"},   /* half a person */
    {11, ON_TIME, "0,985"},        /* the share as a ratio in a column of percentages */
    {12, ON_TIME, "98,5%"},        /* the percentage with its sign */
    {13, FIRMS, "###"},            /* Excel's narrow column */
    {14, MEETING_ROOM, "x"},       /* allowed: this column says "x" là có */
    {15, LAN, "x"},                /* not allowed in this one */
    {16, NEWS, "'48"},             /* Excel's leading apostrophe */
    {17, PLAN_DATE, "45350"},      /* Excel's serial number of a day */
    {18, CLASSES, "gần 4"},        /* approximate */
    {19, BUDGET, "55 triệu"},      /* the unit in the cell */
    {20, LEADERS_GIVEN, "3"},      /* with the next: more use it than were given it */
    {20, LEADERS_USING, "4"},      /* (see above) */
    {21, PLAN_DATE, "03/15/2024"}, /* month first */
    {22, NEWS, "1.500"},           /* right: 1500 */
    {23, PLAN_DATE, "15-3-2024"},  /* dashes */
    {24, BOARD_DECISION, "có"},    /* a document without number and date */
};

static void plant(struct row *r, int index)
{
    for (size_t i = 0; i < sizeof MISTAKES / sizeof *MISTAKES; i++)
        if (MISTAKES[i].row == index)
            put(r, MISTAKES[i].column, MISTAKES[i].text);
}

static void print_odd_units(const struct unit *first, const struct row *r)
{
    struct unit twice = *first, unknown = {"17758", "Thanh Hương", "xã", "Huyện Thanh Chương"};
    struct unit two = {"", "Yên Thọ", "xã", ""};
    print_row(&twice, r, CDS_COUNT);
    print_row(&unknown, r, CDS_COUNT);
    print_row(&two, r, CDS_COUNT);
    fputs(";Tổng cộng;", stdout);
    for (int i = 0; i < CDS_COUNT; i++)
        printf(";%s", i == HOUSEHOLDS ? "45210" : i == PEOPLE ? "173482" : "");
    fputs(";số liệu giả lập\r\n", stdout);
}

/* ---- the three files --------------------------------------------------------------------------
 */

static void make_cds(const struct unit *units, int total)
{
    struct row r;
    headings(CDS_HEADINGS, CDS_COUNT);
    for (int i = 0; i < total; i++) {
        fill_cds(&r, &units[i]);
        print_row(&units[i], &r, CDS_COUNT);
    }
}

static void make_errors(const struct unit *units, int total)
{
    struct row r = {0};
    headings(CDS_HEADINGS, CDS_COUNT);
    for (int i = 0; i < ERROR_UNITS; i++) {
        const struct unit *u = &units[i * (total / ERROR_UNITS)];
        fill_cds(&r, u);
        plant(&r, i);
        print_row(u, &r, CDS_COUNT);
    }
    print_odd_units(&units[0], &r);
}

static void make_ranked(const struct unit *units, int total)
{
    struct row r;
    headings(RANK_HEADINGS, RANK_COUNT);
    for (int i = 0; i < RANKED_UNITS; i++) {
        const struct unit *u = &units[7 + i * (total / RANKED_UNITS)];
        fill_ranked(&r, u, i);
        print_row(u, &r, RANK_COUNT);
    }
}

int main(int argc, char **argv)
{
    static struct unit units[MAX_UNITS];
    const char *mode = argc == 3 ? argv[1] : "";
    bool cds = strcmp(mode, "cds") == 0, errors = strcmp(mode, "loi") == 0;
    if (!cds && !errors && strcmp(mode, "xep-hang") != 0) {
        fputs("make_data cds|loi|xep-hang REGISTER.csv > out.csv\n", stderr);
        return 2;
    }
    int total = read_register(argv[2], units);
    if (total < 2 * ERROR_UNITS) {
        fputs("make_data: the register is too short\n", stderr);
        return 2;
    }
    (cds ? make_cds : errors ? make_errors : make_ranked)(units, total);
    return fflush(stdout) == EOF || ferror(stdout) != 0;
}
