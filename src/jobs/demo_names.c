/*
 * The names of the people in the demonstration: of many cultures, and of
 * nobody.
 */
#include <stdlib.h>
#include <string.h>

#include "demo_parts.h"

enum { GIVEN_MAX = 56, FAMILY_MAX = 56 };

/*
 * Given and family names that go together, and how many of a thousand people
 * bear them: about 26 in 100 trainees are Black, Asian or of another ethnic
 * minority, as programmes of this kind publish.
 */
struct culture {
	int		 per_thousand;
	const char	*given[GIVEN_MAX + 1], *family[FAMILY_MAX + 1];
};

static const struct culture cultures[] = {
	{ 500,
	    { "Alice", "Ben", "Charlotte", "Daniel", "Eleanor", "Frances",
	        "George", "Hannah", "Isobel", "Jack", "Katherine", "Lucy",
	        "Matthew", "Naomi", "Oliver", "Poppy", "Rebecca", "Sam",
	        "Thomas", "Victoria", "William", "Zoe", "Adam", "Bethany",
	        "Christopher", "Deborah", "Edward", "Fiona", "Gareth", "Helen",
	        "Ian", "Jessica", "Kieran", "Laura", "Martin", "Natalie",
	        "Owen", "Philippa", "Robert", "Sophie", "Toby", "Una",
	        "Verity", "Wendy", "Anthony", "Bryony", "Clive", "Dawn" },
	    { "Ashworth", "Barker", "Carter", "Dawson", "Eastwood", "Fletcher",
	        "Goodwin", "Hartley", "Ingham", "Jessop", "Kirkby", "Langley",
	        "Marsden", "Norton", "Oakley", "Parkinson", "Radcliffe",
	        "Sutcliffe", "Thornton", "Underhill", "Vickers", "Whitaker",
	        "Yardley", "Bell", "Clarke", "Green", "Hughes", "Moore",
	        "Shaw", "Turner", "Wood", "Smith-Barnes", "Fenwick",
	        "Tremayne", "Penrose", "Atherton", "Blackwood", "Cartwright",
	        "Denholm", "Ellison", "Foxcroft", "Garside", "Holroyd",
	        "Ibbotson", "Kershaw", "Lockwood", "Mather", "Naylor",
	        "Ogden", "Prescott", "Rowntree", "Stubbs", "Tattersall" } },
	{ 70,
	    { "David", "Siân", "Rhys", "Cerys", "Gethin", "Angharad",
	        "Llŷr", "Nia" },
	    { "Llewellyn", "Prosser", "Gwilym", "Bevan", "Pritchard",
	        "ap Rhys", "Tudor", "Morgan" } },
	{ 70,
	    { "Aoife", "Ciarán", "Niamh", "Pádraig", "Orla", "Róisín",
	        "Eoin", "Sinéad" },
	    { "O'Brien", "Ní Dhomhnaill", "Gallagher", "McCarthy",
	        "O'Sullivan", "Kavanagh", "Mac Giolla", "D'Arcy" } },
	{ 40,
	    { "Callum", "Eilidh", "Fraser", "Mhairi", "Ruaridh" },
	    { "MacLeod", "Sinclair", "Drummond", "McAllister", "Urquhart" } },
	{ 35,
	    { "Tomasz", "Łukasz", "Agnieszka", "Małgorzata", "Paweł" },
	    { "Zieliński", "Wójcik", "Kowalczyk", "Dąbrowska",
	        "Grześkowiak" } },
	{ 20,
	    { "Ioana", "Mihai", "Ștefan", "Anca" },
	    { "Popescu", "Ionescu", "Țurcanu", "Dumitrașcu" } },
	{ 15,
	    { "Eleni", "Giorgos", "Despina" },
	    { "Papadopoulos", "Nikolaïdou", "Stavrou", "Economou" } },
	{ 20,
	    { "João", "Inês", "Gonçalo", "Beatriz" },
	    { "Conceição", "Magalhães", "Gonçalves", "da Silva",
	        "Figueiredo" } },
	{ 15,
	    { "Miriam", "Avi", "Shoshana", "Reuben" },
	    { "Rosenthal", "Ben-David", "Feldman", "Abramovitz" } },
	{ 10,
	    { "Björn", "Renée", "Jürgen", "Chloë" },
	    { "Sørensen", "Müller", "Lefèvre", "Åkesson", "García" } },
	{ 35,
	    { "Amara", "Chidi", "Folasade", "Ngozi", "Oluwaseun", "Emeka",
	        "Adaeze", "Tunde" },
	    { "Okafor", "Adeyemi", "Okonkwo", "Balogun", "Eze", "Ogunleye",
	        "Nwosu", "Adébáyọ̀" } },
	{ 20,
	    { "Kwame", "Akosua", "Efua", "Kofi", "Abena" },
	    { "Owusu-Ansah", "Mensah", "Boateng", "Asante", "Ofori-Atta" } },
	{ 16,
	    { "Hodan", "Abdirahman", "Ifrah", "Selam", "Yohannes" },
	    { "Warsame", "Abdullahi", "Farah", "Tesfaye", "Haile" } },
	{ 28,
	    { "Shanice", "Delroy", "Marcia", "Tyrone", "Jamelia", "Leroy" },
	    { "Campbell", "Braithwaite", "Grant-Wilson", "Pinnock",
	        "St. Hilaire", "Beckford", "Gayle" } },
	{ 28,
	    { "Ayesha", "Bilal", "Zainab", "Imran", "Saima", "Hamza" },
	    { "Hussain", "Chaudhry", "Mahmood", "Siddiqui", "Akhtar",
	        "Qureshi" } },
	{ 26,
	    { "Priya", "Arjun", "Harpreet", "Meera", "Gurdeep", "Rohan",
	        "Lakshmi" },
	    { "Raman", "Patel", "Gill", "Sandhu", "Iyer", "Chatterjee",
	        "Desai", "Venkataraman" } },
	{ 14,
	    { "Nusrat", "Tanvir", "Farhana", "Shafiq" },
	    { "Rahman", "Chowdhury", "Begum", "Miah", "Sarkar" } },
	{ 14,
	    { "Mei", "Wei", "Xiuying", "Nguyệt", "Minh", "Thảo" },
	    { "Chan", "Zhang", "Lau", "Nguyễn", "Trần", "Phạm", "Lü" } },
	{ 12,
	    { "Layla", "Omar", "Yasmin", "Tariq" },
	    { "al-Rashid", "Haddad", "Khoury", "Mansour", "El-Sayed" } },
	{ 12,
	    { "Darius", "Shirin", "Elif", "Emre", "Gülşen", "Ayşe" },
	    { "Tehrani", "Farrokhzad", "Yılmaz", "Öztürk", "Karimi",
	        "Çelik" } },
};

enum { CULTURES = sizeof(cultures) / sizeof(cultures[0]) };

static const char	*given[NAMES_MAX], *family[NAMES_MAX];
static int		 ngiven, nfamily;
static struct part { int given, ngiven, family, nfamily; } parts[CULTURES];

static int
gather(const char *const *from, int most, const char **to, int *n)
{
	int	taken = 0;

	for (; taken < most && from[taken] != NULL; taken++)
		to[(*n)++] = from[taken];
	return (taken);
}

static void
gather_all(void)
{
	struct part	*s;
	int		 i;

	if (ngiven > 0)
		return;
	for (i = 0; i < CULTURES; i++) {
		s = &parts[i];
		s->given = ngiven;
		s->ngiven = gather(cultures[i].given, GIVEN_MAX, given,
		    &ngiven);
		s->family = nfamily;
		s->nfamily = gather(cultures[i].family, FAMILY_MAX, family,
		    &nfamily);
	}
}

static struct text_list
list(const char **v, const int *n)
{
	gather_all();
	return ((struct text_list){ v, (size_t)*n });
}

struct text_list
demo_given_names(void)
{
	return (list(given, &ngiven));
}

struct text_list
demo_family_names(void)
{
	return (list(family, &nfamily));
}

static const struct part *
any_culture(struct dice *dice)
{
	int	i, left = 0;

	for (i = 0; i < CULTURES; i++)
		left += cultures[i].per_thousand;
	left = dice_below(dice, left);
	for (i = 0; left >= cultures[i].per_thousand; i++)
		left -= cultures[i].per_thousand;
	return (&parts[i]);
}

/* Those who are always there have no namesake: their addresses are theirs. */
static bool
is_known(struct full_name name)
{
	static const char *const	known[][2] = {
		{ "Amara", "Okafor" }, { "David", "Llewellyn" },
		{ "Priya", "Raman" }, { "Tomasz", "Zieliński" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(given[name.given], known[i][0]) == 0 &&
		    strcmp(family[name.family], known[i][1]) == 0)
			return (true);
	return (false);
}

struct full_name
demo_name(struct dice *dice)
{
	const struct part	*mother, *father;
	struct full_name	 name;

	gather_all();
	do {
		mother = father = any_culture(dice);
		if (dice_chance(dice, 80))
			father = any_culture(dice);
		name = (struct full_name){
		    mother->given + dice_below(dice, mother->ngiven),
		    father->family + dice_below(dice, father->nfamily) };
	} while (is_known(name));
	return (name);
}

static int
found(const char *const *v, int n, const char *wanted)
{
	while (--n >= 0)
		if (strcmp(v[n], wanted) == 0)
			return (n);
	abort();
}

struct full_name
demo_name_called(const char *given_name, const char *family_name)
{
	gather_all();
	return ((struct full_name){ found(given, ngiven, given_name),
	    found(family, nfamily, family_name) });
}
