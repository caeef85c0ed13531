-- expect 3002: go1500: more than 1500 queries
-- exec go0()
SELECT 1;
-- exec go1()
SELECT 1;
-- exec go2()
SELECT 1;
-- exec go3()
SELECT 1;
-- exec go4()
SELECT 1;
-- exec go5()
SELECT 1;
-- exec go6()
SELECT 1;
-- exec go7()
SELECT 1;
-- exec go8()
SELECT 1;
-- exec go9()
SELECT 1;
-- exec go10()
SELECT 1;
-- exec go11()
SELECT 1;
-- exec go12()
SELECT 1;
-- exec go13()
SELECT 1;
-- exec go14()
SELECT 1;
-- exec go15()
SELECT 1;
-- exec go16()
SELECT 1;
-- exec go17()
SELECT 1;
-- exec go18()
SELECT 1;
-- exec go19()
SELECT 1;
-- exec go20()
SELECT 1;
-- exec go21()
SELECT 1;
-- exec go22()
SELECT 1;
-- exec go23()
SELECT 1;
-- exec go24()
SELECT 1;
-- exec go25()
SELECT 1;
-- exec go26()
SELECT 1;
-- exec go27()
SELECT 1;
-- exec go28()
SELECT 1;
-- exec go29()
SELECT 1;
-- exec go30()
SELECT 1;
-- exec go31()
SELECT 1;
-- exec go32()
SELECT 1;
-- exec go33()
SELECT 1;
-- exec go34()
SELECT 1;
-- exec go35()
SELECT 1;
-- exec go36()
SELECT 1;
-- exec go37()
SELECT 1;
-- exec go38()
SELECT 1;
-- exec go39()
SELECT 1;
-- exec go40()
SELECT 1;
-- exec go41()
SELECT 1;
-- exec go42()
SELECT 1;
-- exec go43()
SELECT 1;
-- exec go44()
SELECT 1;
-- exec go45()
SELECT 1;
-- exec go46()
SELECT 1;
-- exec go47()
SELECT 1;
-- exec go48()
SELECT 1;
-- exec go49()
SELECT 1;
-- exec go50()
SELECT 1;
-- exec go51()
SELECT 1;
-- exec go52()
SELECT 1;
-- exec go53()
SELECT 1;
-- exec go54()
SELECT 1;
-- exec go55()
SELECT 1;
-- exec go56()
SELECT 1;
-- exec go57()
SELECT 1;
-- exec go58()
SELECT 1;
-- exec go59()
SELECT 1;
-- exec go60()
SELECT 1;
-- exec go61()
SELECT 1;
-- exec go62()
SELECT 1;
-- exec go63()
SELECT 1;
-- exec go64()
SELECT 1;
-- exec go65()
SELECT 1;
-- exec go66()
SELECT 1;
-- exec go67()
SELECT 1;
-- exec go68()
SELECT 1;
-- exec go69()
SELECT 1;
-- exec go70()
SELECT 1;
-- exec go71()
SELECT 1;
-- exec go72()
SELECT 1;
-- exec go73()
SELECT 1;
-- exec go74()
SELECT 1;
-- exec go75()
SELECT 1;
-- exec go76()
SELECT 1;
-- exec go77()
SELECT 1;
-- exec go78()
SELECT 1;
-- exec go79()
SELECT 1;
-- exec go80()
SELECT 1;
-- exec go81()
SELECT 1;
-- exec go82()
SELECT 1;
-- exec go83()
SELECT 1;
-- exec go84()
SELECT 1;
-- exec go85()
SELECT 1;
-- exec go86()
SELECT 1;
-- exec go87()
SELECT 1;
-- exec go88()
SELECT 1;
-- exec go89()
SELECT 1;
-- exec go90()
SELECT 1;
-- exec go91()
SELECT 1;
-- exec go92()
SELECT 1;
-- exec go93()
SELECT 1;
-- exec go94()
SELECT 1;
-- exec go95()
SELECT 1;
-- exec go96()
SELECT 1;
-- exec go97()
SELECT 1;
-- exec go98()
SELECT 1;
-- exec go99()
SELECT 1;
-- exec go100()
SELECT 1;
-- exec go101()
SELECT 1;
-- exec go102()
SELECT 1;
-- exec go103()
SELECT 1;
-- exec go104()
SELECT 1;
-- exec go105()
SELECT 1;
-- exec go106()
SELECT 1;
-- exec go107()
SELECT 1;
-- exec go108()
SELECT 1;
-- exec go109()
SELECT 1;
-- exec go110()
SELECT 1;
-- exec go111()
SELECT 1;
-- exec go112()
SELECT 1;
-- exec go113()
SELECT 1;
-- exec go114()
SELECT 1;
-- exec go115()
SELECT 1;
-- exec go116()
SELECT 1;
-- exec go117()
SELECT 1;
-- exec go118()
SELECT 1;
-- exec go119()
SELECT 1;
-- exec go120()
SELECT 1;
-- exec go121()
SELECT 1;
-- exec go122()
SELECT 1;
-- exec go123()
SELECT 1;
-- exec go124()
SELECT 1;
-- exec go125()
SELECT 1;
-- exec go126()
SELECT 1;
-- exec go127()
SELECT 1;
-- exec go128()
SELECT 1;
-- exec go129()
SELECT 1;
-- exec go130()
SELECT 1;
-- exec go131()
SELECT 1;
-- exec go132()
SELECT 1;
-- exec go133()
SELECT 1;
-- exec go134()
SELECT 1;
-- exec go135()
SELECT 1;
-- exec go136()
SELECT 1;
-- exec go137()
SELECT 1;
-- exec go138()
SELECT 1;
-- exec go139()
SELECT 1;
-- exec go140()
SELECT 1;
-- exec go141()
SELECT 1;
-- exec go142()
SELECT 1;
-- exec go143()
SELECT 1;
-- exec go144()
SELECT 1;
-- exec go145()
SELECT 1;
-- exec go146()
SELECT 1;
-- exec go147()
SELECT 1;
-- exec go148()
SELECT 1;
-- exec go149()
SELECT 1;
-- exec go150()
SELECT 1;
-- exec go151()
SELECT 1;
-- exec go152()
SELECT 1;
-- exec go153()
SELECT 1;
-- exec go154()
SELECT 1;
-- exec go155()
SELECT 1;
-- exec go156()
SELECT 1;
-- exec go157()
SELECT 1;
-- exec go158()
SELECT 1;
-- exec go159()
SELECT 1;
-- exec go160()
SELECT 1;
-- exec go161()
SELECT 1;
-- exec go162()
SELECT 1;
-- exec go163()
SELECT 1;
-- exec go164()
SELECT 1;
-- exec go165()
SELECT 1;
-- exec go166()
SELECT 1;
-- exec go167()
SELECT 1;
-- exec go168()
SELECT 1;
-- exec go169()
SELECT 1;
-- exec go170()
SELECT 1;
-- exec go171()
SELECT 1;
-- exec go172()
SELECT 1;
-- exec go173()
SELECT 1;
-- exec go174()
SELECT 1;
-- exec go175()
SELECT 1;
-- exec go176()
SELECT 1;
-- exec go177()
SELECT 1;
-- exec go178()
SELECT 1;
-- exec go179()
SELECT 1;
-- exec go180()
SELECT 1;
-- exec go181()
SELECT 1;
-- exec go182()
SELECT 1;
-- exec go183()
SELECT 1;
-- exec go184()
SELECT 1;
-- exec go185()
SELECT 1;
-- exec go186()
SELECT 1;
-- exec go187()
SELECT 1;
-- exec go188()
SELECT 1;
-- exec go189()
SELECT 1;
-- exec go190()
SELECT 1;
-- exec go191()
SELECT 1;
-- exec go192()
SELECT 1;
-- exec go193()
SELECT 1;
-- exec go194()
SELECT 1;
-- exec go195()
SELECT 1;
-- exec go196()
SELECT 1;
-- exec go197()
SELECT 1;
-- exec go198()
SELECT 1;
-- exec go199()
SELECT 1;
-- exec go200()
SELECT 1;
-- exec go201()
SELECT 1;
-- exec go202()
SELECT 1;
-- exec go203()
SELECT 1;
-- exec go204()
SELECT 1;
-- exec go205()
SELECT 1;
-- exec go206()
SELECT 1;
-- exec go207()
SELECT 1;
-- exec go208()
SELECT 1;
-- exec go209()
SELECT 1;
-- exec go210()
SELECT 1;
-- exec go211()
SELECT 1;
-- exec go212()
SELECT 1;
-- exec go213()
SELECT 1;
-- exec go214()
SELECT 1;
-- exec go215()
SELECT 1;
-- exec go216()
SELECT 1;
-- exec go217()
SELECT 1;
-- exec go218()
SELECT 1;
-- exec go219()
SELECT 1;
-- exec go220()
SELECT 1;
-- exec go221()
SELECT 1;
-- exec go222()
SELECT 1;
-- exec go223()
SELECT 1;
-- exec go224()
SELECT 1;
-- exec go225()
SELECT 1;
-- exec go226()
SELECT 1;
-- exec go227()
SELECT 1;
-- exec go228()
SELECT 1;
-- exec go229()
SELECT 1;
-- exec go230()
SELECT 1;
-- exec go231()
SELECT 1;
-- exec go232()
SELECT 1;
-- exec go233()
SELECT 1;
-- exec go234()
SELECT 1;
-- exec go235()
SELECT 1;
-- exec go236()
SELECT 1;
-- exec go237()
SELECT 1;
-- exec go238()
SELECT 1;
-- exec go239()
SELECT 1;
-- exec go240()
SELECT 1;
-- exec go241()
SELECT 1;
-- exec go242()
SELECT 1;
-- exec go243()
SELECT 1;
-- exec go244()
SELECT 1;
-- exec go245()
SELECT 1;
-- exec go246()
SELECT 1;
-- exec go247()
SELECT 1;
-- exec go248()
SELECT 1;
-- exec go249()
SELECT 1;
-- exec go250()
SELECT 1;
-- exec go251()
SELECT 1;
-- exec go252()
SELECT 1;
-- exec go253()
SELECT 1;
-- exec go254()
SELECT 1;
-- exec go255()
SELECT 1;
-- exec go256()
SELECT 1;
-- exec go257()
SELECT 1;
-- exec go258()
SELECT 1;
-- exec go259()
SELECT 1;
-- exec go260()
SELECT 1;
-- exec go261()
SELECT 1;
-- exec go262()
SELECT 1;
-- exec go263()
SELECT 1;
-- exec go264()
SELECT 1;
-- exec go265()
SELECT 1;
-- exec go266()
SELECT 1;
-- exec go267()
SELECT 1;
-- exec go268()
SELECT 1;
-- exec go269()
SELECT 1;
-- exec go270()
SELECT 1;
-- exec go271()
SELECT 1;
-- exec go272()
SELECT 1;
-- exec go273()
SELECT 1;
-- exec go274()
SELECT 1;
-- exec go275()
SELECT 1;
-- exec go276()
SELECT 1;
-- exec go277()
SELECT 1;
-- exec go278()
SELECT 1;
-- exec go279()
SELECT 1;
-- exec go280()
SELECT 1;
-- exec go281()
SELECT 1;
-- exec go282()
SELECT 1;
-- exec go283()
SELECT 1;
-- exec go284()
SELECT 1;
-- exec go285()
SELECT 1;
-- exec go286()
SELECT 1;
-- exec go287()
SELECT 1;
-- exec go288()
SELECT 1;
-- exec go289()
SELECT 1;
-- exec go290()
SELECT 1;
-- exec go291()
SELECT 1;
-- exec go292()
SELECT 1;
-- exec go293()
SELECT 1;
-- exec go294()
SELECT 1;
-- exec go295()
SELECT 1;
-- exec go296()
SELECT 1;
-- exec go297()
SELECT 1;
-- exec go298()
SELECT 1;
-- exec go299()
SELECT 1;
-- exec go300()
SELECT 1;
-- exec go301()
SELECT 1;
-- exec go302()
SELECT 1;
-- exec go303()
SELECT 1;
-- exec go304()
SELECT 1;
-- exec go305()
SELECT 1;
-- exec go306()
SELECT 1;
-- exec go307()
SELECT 1;
-- exec go308()
SELECT 1;
-- exec go309()
SELECT 1;
-- exec go310()
SELECT 1;
-- exec go311()
SELECT 1;
-- exec go312()
SELECT 1;
-- exec go313()
SELECT 1;
-- exec go314()
SELECT 1;
-- exec go315()
SELECT 1;
-- exec go316()
SELECT 1;
-- exec go317()
SELECT 1;
-- exec go318()
SELECT 1;
-- exec go319()
SELECT 1;
-- exec go320()
SELECT 1;
-- exec go321()
SELECT 1;
-- exec go322()
SELECT 1;
-- exec go323()
SELECT 1;
-- exec go324()
SELECT 1;
-- exec go325()
SELECT 1;
-- exec go326()
SELECT 1;
-- exec go327()
SELECT 1;
-- exec go328()
SELECT 1;
-- exec go329()
SELECT 1;
-- exec go330()
SELECT 1;
-- exec go331()
SELECT 1;
-- exec go332()
SELECT 1;
-- exec go333()
SELECT 1;
-- exec go334()
SELECT 1;
-- exec go335()
SELECT 1;
-- exec go336()
SELECT 1;
-- exec go337()
SELECT 1;
-- exec go338()
SELECT 1;
-- exec go339()
SELECT 1;
-- exec go340()
SELECT 1;
-- exec go341()
SELECT 1;
-- exec go342()
SELECT 1;
-- exec go343()
SELECT 1;
-- exec go344()
SELECT 1;
-- exec go345()
SELECT 1;
-- exec go346()
SELECT 1;
-- exec go347()
SELECT 1;
-- exec go348()
SELECT 1;
-- exec go349()
SELECT 1;
-- exec go350()
SELECT 1;
-- exec go351()
SELECT 1;
-- exec go352()
SELECT 1;
-- exec go353()
SELECT 1;
-- exec go354()
SELECT 1;
-- exec go355()
SELECT 1;
-- exec go356()
SELECT 1;
-- exec go357()
SELECT 1;
-- exec go358()
SELECT 1;
-- exec go359()
SELECT 1;
-- exec go360()
SELECT 1;
-- exec go361()
SELECT 1;
-- exec go362()
SELECT 1;
-- exec go363()
SELECT 1;
-- exec go364()
SELECT 1;
-- exec go365()
SELECT 1;
-- exec go366()
SELECT 1;
-- exec go367()
SELECT 1;
-- exec go368()
SELECT 1;
-- exec go369()
SELECT 1;
-- exec go370()
SELECT 1;
-- exec go371()
SELECT 1;
-- exec go372()
SELECT 1;
-- exec go373()
SELECT 1;
-- exec go374()
SELECT 1;
-- exec go375()
SELECT 1;
-- exec go376()
SELECT 1;
-- exec go377()
SELECT 1;
-- exec go378()
SELECT 1;
-- exec go379()
SELECT 1;
-- exec go380()
SELECT 1;
-- exec go381()
SELECT 1;
-- exec go382()
SELECT 1;
-- exec go383()
SELECT 1;
-- exec go384()
SELECT 1;
-- exec go385()
SELECT 1;
-- exec go386()
SELECT 1;
-- exec go387()
SELECT 1;
-- exec go388()
SELECT 1;
-- exec go389()
SELECT 1;
-- exec go390()
SELECT 1;
-- exec go391()
SELECT 1;
-- exec go392()
SELECT 1;
-- exec go393()
SELECT 1;
-- exec go394()
SELECT 1;
-- exec go395()
SELECT 1;
-- exec go396()
SELECT 1;
-- exec go397()
SELECT 1;
-- exec go398()
SELECT 1;
-- exec go399()
SELECT 1;
-- exec go400()
SELECT 1;
-- exec go401()
SELECT 1;
-- exec go402()
SELECT 1;
-- exec go403()
SELECT 1;
-- exec go404()
SELECT 1;
-- exec go405()
SELECT 1;
-- exec go406()
SELECT 1;
-- exec go407()
SELECT 1;
-- exec go408()
SELECT 1;
-- exec go409()
SELECT 1;
-- exec go410()
SELECT 1;
-- exec go411()
SELECT 1;
-- exec go412()
SELECT 1;
-- exec go413()
SELECT 1;
-- exec go414()
SELECT 1;
-- exec go415()
SELECT 1;
-- exec go416()
SELECT 1;
-- exec go417()
SELECT 1;
-- exec go418()
SELECT 1;
-- exec go419()
SELECT 1;
-- exec go420()
SELECT 1;
-- exec go421()
SELECT 1;
-- exec go422()
SELECT 1;
-- exec go423()
SELECT 1;
-- exec go424()
SELECT 1;
-- exec go425()
SELECT 1;
-- exec go426()
SELECT 1;
-- exec go427()
SELECT 1;
-- exec go428()
SELECT 1;
-- exec go429()
SELECT 1;
-- exec go430()
SELECT 1;
-- exec go431()
SELECT 1;
-- exec go432()
SELECT 1;
-- exec go433()
SELECT 1;
-- exec go434()
SELECT 1;
-- exec go435()
SELECT 1;
-- exec go436()
SELECT 1;
-- exec go437()
SELECT 1;
-- exec go438()
SELECT 1;
-- exec go439()
SELECT 1;
-- exec go440()
SELECT 1;
-- exec go441()
SELECT 1;
-- exec go442()
SELECT 1;
-- exec go443()
SELECT 1;
-- exec go444()
SELECT 1;
-- exec go445()
SELECT 1;
-- exec go446()
SELECT 1;
-- exec go447()
SELECT 1;
-- exec go448()
SELECT 1;
-- exec go449()
SELECT 1;
-- exec go450()
SELECT 1;
-- exec go451()
SELECT 1;
-- exec go452()
SELECT 1;
-- exec go453()
SELECT 1;
-- exec go454()
SELECT 1;
-- exec go455()
SELECT 1;
-- exec go456()
SELECT 1;
-- exec go457()
SELECT 1;
-- exec go458()
SELECT 1;
-- exec go459()
SELECT 1;
-- exec go460()
SELECT 1;
-- exec go461()
SELECT 1;
-- exec go462()
SELECT 1;
-- exec go463()
SELECT 1;
-- exec go464()
SELECT 1;
-- exec go465()
SELECT 1;
-- exec go466()
SELECT 1;
-- exec go467()
SELECT 1;
-- exec go468()
SELECT 1;
-- exec go469()
SELECT 1;
-- exec go470()
SELECT 1;
-- exec go471()
SELECT 1;
-- exec go472()
SELECT 1;
-- exec go473()
SELECT 1;
-- exec go474()
SELECT 1;
-- exec go475()
SELECT 1;
-- exec go476()
SELECT 1;
-- exec go477()
SELECT 1;
-- exec go478()
SELECT 1;
-- exec go479()
SELECT 1;
-- exec go480()
SELECT 1;
-- exec go481()
SELECT 1;
-- exec go482()
SELECT 1;
-- exec go483()
SELECT 1;
-- exec go484()
SELECT 1;
-- exec go485()
SELECT 1;
-- exec go486()
SELECT 1;
-- exec go487()
SELECT 1;
-- exec go488()
SELECT 1;
-- exec go489()
SELECT 1;
-- exec go490()
SELECT 1;
-- exec go491()
SELECT 1;
-- exec go492()
SELECT 1;
-- exec go493()
SELECT 1;
-- exec go494()
SELECT 1;
-- exec go495()
SELECT 1;
-- exec go496()
SELECT 1;
-- exec go497()
SELECT 1;
-- exec go498()
SELECT 1;
-- exec go499()
SELECT 1;
-- exec go500()
SELECT 1;
-- exec go501()
SELECT 1;
-- exec go502()
SELECT 1;
-- exec go503()
SELECT 1;
-- exec go504()
SELECT 1;
-- exec go505()
SELECT 1;
-- exec go506()
SELECT 1;
-- exec go507()
SELECT 1;
-- exec go508()
SELECT 1;
-- exec go509()
SELECT 1;
-- exec go510()
SELECT 1;
-- exec go511()
SELECT 1;
-- exec go512()
SELECT 1;
-- exec go513()
SELECT 1;
-- exec go514()
SELECT 1;
-- exec go515()
SELECT 1;
-- exec go516()
SELECT 1;
-- exec go517()
SELECT 1;
-- exec go518()
SELECT 1;
-- exec go519()
SELECT 1;
-- exec go520()
SELECT 1;
-- exec go521()
SELECT 1;
-- exec go522()
SELECT 1;
-- exec go523()
SELECT 1;
-- exec go524()
SELECT 1;
-- exec go525()
SELECT 1;
-- exec go526()
SELECT 1;
-- exec go527()
SELECT 1;
-- exec go528()
SELECT 1;
-- exec go529()
SELECT 1;
-- exec go530()
SELECT 1;
-- exec go531()
SELECT 1;
-- exec go532()
SELECT 1;
-- exec go533()
SELECT 1;
-- exec go534()
SELECT 1;
-- exec go535()
SELECT 1;
-- exec go536()
SELECT 1;
-- exec go537()
SELECT 1;
-- exec go538()
SELECT 1;
-- exec go539()
SELECT 1;
-- exec go540()
SELECT 1;
-- exec go541()
SELECT 1;
-- exec go542()
SELECT 1;
-- exec go543()
SELECT 1;
-- exec go544()
SELECT 1;
-- exec go545()
SELECT 1;
-- exec go546()
SELECT 1;
-- exec go547()
SELECT 1;
-- exec go548()
SELECT 1;
-- exec go549()
SELECT 1;
-- exec go550()
SELECT 1;
-- exec go551()
SELECT 1;
-- exec go552()
SELECT 1;
-- exec go553()
SELECT 1;
-- exec go554()
SELECT 1;
-- exec go555()
SELECT 1;
-- exec go556()
SELECT 1;
-- exec go557()
SELECT 1;
-- exec go558()
SELECT 1;
-- exec go559()
SELECT 1;
-- exec go560()
SELECT 1;
-- exec go561()
SELECT 1;
-- exec go562()
SELECT 1;
-- exec go563()
SELECT 1;
-- exec go564()
SELECT 1;
-- exec go565()
SELECT 1;
-- exec go566()
SELECT 1;
-- exec go567()
SELECT 1;
-- exec go568()
SELECT 1;
-- exec go569()
SELECT 1;
-- exec go570()
SELECT 1;
-- exec go571()
SELECT 1;
-- exec go572()
SELECT 1;
-- exec go573()
SELECT 1;
-- exec go574()
SELECT 1;
-- exec go575()
SELECT 1;
-- exec go576()
SELECT 1;
-- exec go577()
SELECT 1;
-- exec go578()
SELECT 1;
-- exec go579()
SELECT 1;
-- exec go580()
SELECT 1;
-- exec go581()
SELECT 1;
-- exec go582()
SELECT 1;
-- exec go583()
SELECT 1;
-- exec go584()
SELECT 1;
-- exec go585()
SELECT 1;
-- exec go586()
SELECT 1;
-- exec go587()
SELECT 1;
-- exec go588()
SELECT 1;
-- exec go589()
SELECT 1;
-- exec go590()
SELECT 1;
-- exec go591()
SELECT 1;
-- exec go592()
SELECT 1;
-- exec go593()
SELECT 1;
-- exec go594()
SELECT 1;
-- exec go595()
SELECT 1;
-- exec go596()
SELECT 1;
-- exec go597()
SELECT 1;
-- exec go598()
SELECT 1;
-- exec go599()
SELECT 1;
-- exec go600()
SELECT 1;
-- exec go601()
SELECT 1;
-- exec go602()
SELECT 1;
-- exec go603()
SELECT 1;
-- exec go604()
SELECT 1;
-- exec go605()
SELECT 1;
-- exec go606()
SELECT 1;
-- exec go607()
SELECT 1;
-- exec go608()
SELECT 1;
-- exec go609()
SELECT 1;
-- exec go610()
SELECT 1;
-- exec go611()
SELECT 1;
-- exec go612()
SELECT 1;
-- exec go613()
SELECT 1;
-- exec go614()
SELECT 1;
-- exec go615()
SELECT 1;
-- exec go616()
SELECT 1;
-- exec go617()
SELECT 1;
-- exec go618()
SELECT 1;
-- exec go619()
SELECT 1;
-- exec go620()
SELECT 1;
-- exec go621()
SELECT 1;
-- exec go622()
SELECT 1;
-- exec go623()
SELECT 1;
-- exec go624()
SELECT 1;
-- exec go625()
SELECT 1;
-- exec go626()
SELECT 1;
-- exec go627()
SELECT 1;
-- exec go628()
SELECT 1;
-- exec go629()
SELECT 1;
-- exec go630()
SELECT 1;
-- exec go631()
SELECT 1;
-- exec go632()
SELECT 1;
-- exec go633()
SELECT 1;
-- exec go634()
SELECT 1;
-- exec go635()
SELECT 1;
-- exec go636()
SELECT 1;
-- exec go637()
SELECT 1;
-- exec go638()
SELECT 1;
-- exec go639()
SELECT 1;
-- exec go640()
SELECT 1;
-- exec go641()
SELECT 1;
-- exec go642()
SELECT 1;
-- exec go643()
SELECT 1;
-- exec go644()
SELECT 1;
-- exec go645()
SELECT 1;
-- exec go646()
SELECT 1;
-- exec go647()
SELECT 1;
-- exec go648()
SELECT 1;
-- exec go649()
SELECT 1;
-- exec go650()
SELECT 1;
-- exec go651()
SELECT 1;
-- exec go652()
SELECT 1;
-- exec go653()
SELECT 1;
-- exec go654()
SELECT 1;
-- exec go655()
SELECT 1;
-- exec go656()
SELECT 1;
-- exec go657()
SELECT 1;
-- exec go658()
SELECT 1;
-- exec go659()
SELECT 1;
-- exec go660()
SELECT 1;
-- exec go661()
SELECT 1;
-- exec go662()
SELECT 1;
-- exec go663()
SELECT 1;
-- exec go664()
SELECT 1;
-- exec go665()
SELECT 1;
-- exec go666()
SELECT 1;
-- exec go667()
SELECT 1;
-- exec go668()
SELECT 1;
-- exec go669()
SELECT 1;
-- exec go670()
SELECT 1;
-- exec go671()
SELECT 1;
-- exec go672()
SELECT 1;
-- exec go673()
SELECT 1;
-- exec go674()
SELECT 1;
-- exec go675()
SELECT 1;
-- exec go676()
SELECT 1;
-- exec go677()
SELECT 1;
-- exec go678()
SELECT 1;
-- exec go679()
SELECT 1;
-- exec go680()
SELECT 1;
-- exec go681()
SELECT 1;
-- exec go682()
SELECT 1;
-- exec go683()
SELECT 1;
-- exec go684()
SELECT 1;
-- exec go685()
SELECT 1;
-- exec go686()
SELECT 1;
-- exec go687()
SELECT 1;
-- exec go688()
SELECT 1;
-- exec go689()
SELECT 1;
-- exec go690()
SELECT 1;
-- exec go691()
SELECT 1;
-- exec go692()
SELECT 1;
-- exec go693()
SELECT 1;
-- exec go694()
SELECT 1;
-- exec go695()
SELECT 1;
-- exec go696()
SELECT 1;
-- exec go697()
SELECT 1;
-- exec go698()
SELECT 1;
-- exec go699()
SELECT 1;
-- exec go700()
SELECT 1;
-- exec go701()
SELECT 1;
-- exec go702()
SELECT 1;
-- exec go703()
SELECT 1;
-- exec go704()
SELECT 1;
-- exec go705()
SELECT 1;
-- exec go706()
SELECT 1;
-- exec go707()
SELECT 1;
-- exec go708()
SELECT 1;
-- exec go709()
SELECT 1;
-- exec go710()
SELECT 1;
-- exec go711()
SELECT 1;
-- exec go712()
SELECT 1;
-- exec go713()
SELECT 1;
-- exec go714()
SELECT 1;
-- exec go715()
SELECT 1;
-- exec go716()
SELECT 1;
-- exec go717()
SELECT 1;
-- exec go718()
SELECT 1;
-- exec go719()
SELECT 1;
-- exec go720()
SELECT 1;
-- exec go721()
SELECT 1;
-- exec go722()
SELECT 1;
-- exec go723()
SELECT 1;
-- exec go724()
SELECT 1;
-- exec go725()
SELECT 1;
-- exec go726()
SELECT 1;
-- exec go727()
SELECT 1;
-- exec go728()
SELECT 1;
-- exec go729()
SELECT 1;
-- exec go730()
SELECT 1;
-- exec go731()
SELECT 1;
-- exec go732()
SELECT 1;
-- exec go733()
SELECT 1;
-- exec go734()
SELECT 1;
-- exec go735()
SELECT 1;
-- exec go736()
SELECT 1;
-- exec go737()
SELECT 1;
-- exec go738()
SELECT 1;
-- exec go739()
SELECT 1;
-- exec go740()
SELECT 1;
-- exec go741()
SELECT 1;
-- exec go742()
SELECT 1;
-- exec go743()
SELECT 1;
-- exec go744()
SELECT 1;
-- exec go745()
SELECT 1;
-- exec go746()
SELECT 1;
-- exec go747()
SELECT 1;
-- exec go748()
SELECT 1;
-- exec go749()
SELECT 1;
-- exec go750()
SELECT 1;
-- exec go751()
SELECT 1;
-- exec go752()
SELECT 1;
-- exec go753()
SELECT 1;
-- exec go754()
SELECT 1;
-- exec go755()
SELECT 1;
-- exec go756()
SELECT 1;
-- exec go757()
SELECT 1;
-- exec go758()
SELECT 1;
-- exec go759()
SELECT 1;
-- exec go760()
SELECT 1;
-- exec go761()
SELECT 1;
-- exec go762()
SELECT 1;
-- exec go763()
SELECT 1;
-- exec go764()
SELECT 1;
-- exec go765()
SELECT 1;
-- exec go766()
SELECT 1;
-- exec go767()
SELECT 1;
-- exec go768()
SELECT 1;
-- exec go769()
SELECT 1;
-- exec go770()
SELECT 1;
-- exec go771()
SELECT 1;
-- exec go772()
SELECT 1;
-- exec go773()
SELECT 1;
-- exec go774()
SELECT 1;
-- exec go775()
SELECT 1;
-- exec go776()
SELECT 1;
-- exec go777()
SELECT 1;
-- exec go778()
SELECT 1;
-- exec go779()
SELECT 1;
-- exec go780()
SELECT 1;
-- exec go781()
SELECT 1;
-- exec go782()
SELECT 1;
-- exec go783()
SELECT 1;
-- exec go784()
SELECT 1;
-- exec go785()
SELECT 1;
-- exec go786()
SELECT 1;
-- exec go787()
SELECT 1;
-- exec go788()
SELECT 1;
-- exec go789()
SELECT 1;
-- exec go790()
SELECT 1;
-- exec go791()
SELECT 1;
-- exec go792()
SELECT 1;
-- exec go793()
SELECT 1;
-- exec go794()
SELECT 1;
-- exec go795()
SELECT 1;
-- exec go796()
SELECT 1;
-- exec go797()
SELECT 1;
-- exec go798()
SELECT 1;
-- exec go799()
SELECT 1;
-- exec go800()
SELECT 1;
-- exec go801()
SELECT 1;
-- exec go802()
SELECT 1;
-- exec go803()
SELECT 1;
-- exec go804()
SELECT 1;
-- exec go805()
SELECT 1;
-- exec go806()
SELECT 1;
-- exec go807()
SELECT 1;
-- exec go808()
SELECT 1;
-- exec go809()
SELECT 1;
-- exec go810()
SELECT 1;
-- exec go811()
SELECT 1;
-- exec go812()
SELECT 1;
-- exec go813()
SELECT 1;
-- exec go814()
SELECT 1;
-- exec go815()
SELECT 1;
-- exec go816()
SELECT 1;
-- exec go817()
SELECT 1;
-- exec go818()
SELECT 1;
-- exec go819()
SELECT 1;
-- exec go820()
SELECT 1;
-- exec go821()
SELECT 1;
-- exec go822()
SELECT 1;
-- exec go823()
SELECT 1;
-- exec go824()
SELECT 1;
-- exec go825()
SELECT 1;
-- exec go826()
SELECT 1;
-- exec go827()
SELECT 1;
-- exec go828()
SELECT 1;
-- exec go829()
SELECT 1;
-- exec go830()
SELECT 1;
-- exec go831()
SELECT 1;
-- exec go832()
SELECT 1;
-- exec go833()
SELECT 1;
-- exec go834()
SELECT 1;
-- exec go835()
SELECT 1;
-- exec go836()
SELECT 1;
-- exec go837()
SELECT 1;
-- exec go838()
SELECT 1;
-- exec go839()
SELECT 1;
-- exec go840()
SELECT 1;
-- exec go841()
SELECT 1;
-- exec go842()
SELECT 1;
-- exec go843()
SELECT 1;
-- exec go844()
SELECT 1;
-- exec go845()
SELECT 1;
-- exec go846()
SELECT 1;
-- exec go847()
SELECT 1;
-- exec go848()
SELECT 1;
-- exec go849()
SELECT 1;
-- exec go850()
SELECT 1;
-- exec go851()
SELECT 1;
-- exec go852()
SELECT 1;
-- exec go853()
SELECT 1;
-- exec go854()
SELECT 1;
-- exec go855()
SELECT 1;
-- exec go856()
SELECT 1;
-- exec go857()
SELECT 1;
-- exec go858()
SELECT 1;
-- exec go859()
SELECT 1;
-- exec go860()
SELECT 1;
-- exec go861()
SELECT 1;
-- exec go862()
SELECT 1;
-- exec go863()
SELECT 1;
-- exec go864()
SELECT 1;
-- exec go865()
SELECT 1;
-- exec go866()
SELECT 1;
-- exec go867()
SELECT 1;
-- exec go868()
SELECT 1;
-- exec go869()
SELECT 1;
-- exec go870()
SELECT 1;
-- exec go871()
SELECT 1;
-- exec go872()
SELECT 1;
-- exec go873()
SELECT 1;
-- exec go874()
SELECT 1;
-- exec go875()
SELECT 1;
-- exec go876()
SELECT 1;
-- exec go877()
SELECT 1;
-- exec go878()
SELECT 1;
-- exec go879()
SELECT 1;
-- exec go880()
SELECT 1;
-- exec go881()
SELECT 1;
-- exec go882()
SELECT 1;
-- exec go883()
SELECT 1;
-- exec go884()
SELECT 1;
-- exec go885()
SELECT 1;
-- exec go886()
SELECT 1;
-- exec go887()
SELECT 1;
-- exec go888()
SELECT 1;
-- exec go889()
SELECT 1;
-- exec go890()
SELECT 1;
-- exec go891()
SELECT 1;
-- exec go892()
SELECT 1;
-- exec go893()
SELECT 1;
-- exec go894()
SELECT 1;
-- exec go895()
SELECT 1;
-- exec go896()
SELECT 1;
-- exec go897()
SELECT 1;
-- exec go898()
SELECT 1;
-- exec go899()
SELECT 1;
-- exec go900()
SELECT 1;
-- exec go901()
SELECT 1;
-- exec go902()
SELECT 1;
-- exec go903()
SELECT 1;
-- exec go904()
SELECT 1;
-- exec go905()
SELECT 1;
-- exec go906()
SELECT 1;
-- exec go907()
SELECT 1;
-- exec go908()
SELECT 1;
-- exec go909()
SELECT 1;
-- exec go910()
SELECT 1;
-- exec go911()
SELECT 1;
-- exec go912()
SELECT 1;
-- exec go913()
SELECT 1;
-- exec go914()
SELECT 1;
-- exec go915()
SELECT 1;
-- exec go916()
SELECT 1;
-- exec go917()
SELECT 1;
-- exec go918()
SELECT 1;
-- exec go919()
SELECT 1;
-- exec go920()
SELECT 1;
-- exec go921()
SELECT 1;
-- exec go922()
SELECT 1;
-- exec go923()
SELECT 1;
-- exec go924()
SELECT 1;
-- exec go925()
SELECT 1;
-- exec go926()
SELECT 1;
-- exec go927()
SELECT 1;
-- exec go928()
SELECT 1;
-- exec go929()
SELECT 1;
-- exec go930()
SELECT 1;
-- exec go931()
SELECT 1;
-- exec go932()
SELECT 1;
-- exec go933()
SELECT 1;
-- exec go934()
SELECT 1;
-- exec go935()
SELECT 1;
-- exec go936()
SELECT 1;
-- exec go937()
SELECT 1;
-- exec go938()
SELECT 1;
-- exec go939()
SELECT 1;
-- exec go940()
SELECT 1;
-- exec go941()
SELECT 1;
-- exec go942()
SELECT 1;
-- exec go943()
SELECT 1;
-- exec go944()
SELECT 1;
-- exec go945()
SELECT 1;
-- exec go946()
SELECT 1;
-- exec go947()
SELECT 1;
-- exec go948()
SELECT 1;
-- exec go949()
SELECT 1;
-- exec go950()
SELECT 1;
-- exec go951()
SELECT 1;
-- exec go952()
SELECT 1;
-- exec go953()
SELECT 1;
-- exec go954()
SELECT 1;
-- exec go955()
SELECT 1;
-- exec go956()
SELECT 1;
-- exec go957()
SELECT 1;
-- exec go958()
SELECT 1;
-- exec go959()
SELECT 1;
-- exec go960()
SELECT 1;
-- exec go961()
SELECT 1;
-- exec go962()
SELECT 1;
-- exec go963()
SELECT 1;
-- exec go964()
SELECT 1;
-- exec go965()
SELECT 1;
-- exec go966()
SELECT 1;
-- exec go967()
SELECT 1;
-- exec go968()
SELECT 1;
-- exec go969()
SELECT 1;
-- exec go970()
SELECT 1;
-- exec go971()
SELECT 1;
-- exec go972()
SELECT 1;
-- exec go973()
SELECT 1;
-- exec go974()
SELECT 1;
-- exec go975()
SELECT 1;
-- exec go976()
SELECT 1;
-- exec go977()
SELECT 1;
-- exec go978()
SELECT 1;
-- exec go979()
SELECT 1;
-- exec go980()
SELECT 1;
-- exec go981()
SELECT 1;
-- exec go982()
SELECT 1;
-- exec go983()
SELECT 1;
-- exec go984()
SELECT 1;
-- exec go985()
SELECT 1;
-- exec go986()
SELECT 1;
-- exec go987()
SELECT 1;
-- exec go988()
SELECT 1;
-- exec go989()
SELECT 1;
-- exec go990()
SELECT 1;
-- exec go991()
SELECT 1;
-- exec go992()
SELECT 1;
-- exec go993()
SELECT 1;
-- exec go994()
SELECT 1;
-- exec go995()
SELECT 1;
-- exec go996()
SELECT 1;
-- exec go997()
SELECT 1;
-- exec go998()
SELECT 1;
-- exec go999()
SELECT 1;
-- exec go1000()
SELECT 1;
-- exec go1001()
SELECT 1;
-- exec go1002()
SELECT 1;
-- exec go1003()
SELECT 1;
-- exec go1004()
SELECT 1;
-- exec go1005()
SELECT 1;
-- exec go1006()
SELECT 1;
-- exec go1007()
SELECT 1;
-- exec go1008()
SELECT 1;
-- exec go1009()
SELECT 1;
-- exec go1010()
SELECT 1;
-- exec go1011()
SELECT 1;
-- exec go1012()
SELECT 1;
-- exec go1013()
SELECT 1;
-- exec go1014()
SELECT 1;
-- exec go1015()
SELECT 1;
-- exec go1016()
SELECT 1;
-- exec go1017()
SELECT 1;
-- exec go1018()
SELECT 1;
-- exec go1019()
SELECT 1;
-- exec go1020()
SELECT 1;
-- exec go1021()
SELECT 1;
-- exec go1022()
SELECT 1;
-- exec go1023()
SELECT 1;
-- exec go1024()
SELECT 1;
-- exec go1025()
SELECT 1;
-- exec go1026()
SELECT 1;
-- exec go1027()
SELECT 1;
-- exec go1028()
SELECT 1;
-- exec go1029()
SELECT 1;
-- exec go1030()
SELECT 1;
-- exec go1031()
SELECT 1;
-- exec go1032()
SELECT 1;
-- exec go1033()
SELECT 1;
-- exec go1034()
SELECT 1;
-- exec go1035()
SELECT 1;
-- exec go1036()
SELECT 1;
-- exec go1037()
SELECT 1;
-- exec go1038()
SELECT 1;
-- exec go1039()
SELECT 1;
-- exec go1040()
SELECT 1;
-- exec go1041()
SELECT 1;
-- exec go1042()
SELECT 1;
-- exec go1043()
SELECT 1;
-- exec go1044()
SELECT 1;
-- exec go1045()
SELECT 1;
-- exec go1046()
SELECT 1;
-- exec go1047()
SELECT 1;
-- exec go1048()
SELECT 1;
-- exec go1049()
SELECT 1;
-- exec go1050()
SELECT 1;
-- exec go1051()
SELECT 1;
-- exec go1052()
SELECT 1;
-- exec go1053()
SELECT 1;
-- exec go1054()
SELECT 1;
-- exec go1055()
SELECT 1;
-- exec go1056()
SELECT 1;
-- exec go1057()
SELECT 1;
-- exec go1058()
SELECT 1;
-- exec go1059()
SELECT 1;
-- exec go1060()
SELECT 1;
-- exec go1061()
SELECT 1;
-- exec go1062()
SELECT 1;
-- exec go1063()
SELECT 1;
-- exec go1064()
SELECT 1;
-- exec go1065()
SELECT 1;
-- exec go1066()
SELECT 1;
-- exec go1067()
SELECT 1;
-- exec go1068()
SELECT 1;
-- exec go1069()
SELECT 1;
-- exec go1070()
SELECT 1;
-- exec go1071()
SELECT 1;
-- exec go1072()
SELECT 1;
-- exec go1073()
SELECT 1;
-- exec go1074()
SELECT 1;
-- exec go1075()
SELECT 1;
-- exec go1076()
SELECT 1;
-- exec go1077()
SELECT 1;
-- exec go1078()
SELECT 1;
-- exec go1079()
SELECT 1;
-- exec go1080()
SELECT 1;
-- exec go1081()
SELECT 1;
-- exec go1082()
SELECT 1;
-- exec go1083()
SELECT 1;
-- exec go1084()
SELECT 1;
-- exec go1085()
SELECT 1;
-- exec go1086()
SELECT 1;
-- exec go1087()
SELECT 1;
-- exec go1088()
SELECT 1;
-- exec go1089()
SELECT 1;
-- exec go1090()
SELECT 1;
-- exec go1091()
SELECT 1;
-- exec go1092()
SELECT 1;
-- exec go1093()
SELECT 1;
-- exec go1094()
SELECT 1;
-- exec go1095()
SELECT 1;
-- exec go1096()
SELECT 1;
-- exec go1097()
SELECT 1;
-- exec go1098()
SELECT 1;
-- exec go1099()
SELECT 1;
-- exec go1100()
SELECT 1;
-- exec go1101()
SELECT 1;
-- exec go1102()
SELECT 1;
-- exec go1103()
SELECT 1;
-- exec go1104()
SELECT 1;
-- exec go1105()
SELECT 1;
-- exec go1106()
SELECT 1;
-- exec go1107()
SELECT 1;
-- exec go1108()
SELECT 1;
-- exec go1109()
SELECT 1;
-- exec go1110()
SELECT 1;
-- exec go1111()
SELECT 1;
-- exec go1112()
SELECT 1;
-- exec go1113()
SELECT 1;
-- exec go1114()
SELECT 1;
-- exec go1115()
SELECT 1;
-- exec go1116()
SELECT 1;
-- exec go1117()
SELECT 1;
-- exec go1118()
SELECT 1;
-- exec go1119()
SELECT 1;
-- exec go1120()
SELECT 1;
-- exec go1121()
SELECT 1;
-- exec go1122()
SELECT 1;
-- exec go1123()
SELECT 1;
-- exec go1124()
SELECT 1;
-- exec go1125()
SELECT 1;
-- exec go1126()
SELECT 1;
-- exec go1127()
SELECT 1;
-- exec go1128()
SELECT 1;
-- exec go1129()
SELECT 1;
-- exec go1130()
SELECT 1;
-- exec go1131()
SELECT 1;
-- exec go1132()
SELECT 1;
-- exec go1133()
SELECT 1;
-- exec go1134()
SELECT 1;
-- exec go1135()
SELECT 1;
-- exec go1136()
SELECT 1;
-- exec go1137()
SELECT 1;
-- exec go1138()
SELECT 1;
-- exec go1139()
SELECT 1;
-- exec go1140()
SELECT 1;
-- exec go1141()
SELECT 1;
-- exec go1142()
SELECT 1;
-- exec go1143()
SELECT 1;
-- exec go1144()
SELECT 1;
-- exec go1145()
SELECT 1;
-- exec go1146()
SELECT 1;
-- exec go1147()
SELECT 1;
-- exec go1148()
SELECT 1;
-- exec go1149()
SELECT 1;
-- exec go1150()
SELECT 1;
-- exec go1151()
SELECT 1;
-- exec go1152()
SELECT 1;
-- exec go1153()
SELECT 1;
-- exec go1154()
SELECT 1;
-- exec go1155()
SELECT 1;
-- exec go1156()
SELECT 1;
-- exec go1157()
SELECT 1;
-- exec go1158()
SELECT 1;
-- exec go1159()
SELECT 1;
-- exec go1160()
SELECT 1;
-- exec go1161()
SELECT 1;
-- exec go1162()
SELECT 1;
-- exec go1163()
SELECT 1;
-- exec go1164()
SELECT 1;
-- exec go1165()
SELECT 1;
-- exec go1166()
SELECT 1;
-- exec go1167()
SELECT 1;
-- exec go1168()
SELECT 1;
-- exec go1169()
SELECT 1;
-- exec go1170()
SELECT 1;
-- exec go1171()
SELECT 1;
-- exec go1172()
SELECT 1;
-- exec go1173()
SELECT 1;
-- exec go1174()
SELECT 1;
-- exec go1175()
SELECT 1;
-- exec go1176()
SELECT 1;
-- exec go1177()
SELECT 1;
-- exec go1178()
SELECT 1;
-- exec go1179()
SELECT 1;
-- exec go1180()
SELECT 1;
-- exec go1181()
SELECT 1;
-- exec go1182()
SELECT 1;
-- exec go1183()
SELECT 1;
-- exec go1184()
SELECT 1;
-- exec go1185()
SELECT 1;
-- exec go1186()
SELECT 1;
-- exec go1187()
SELECT 1;
-- exec go1188()
SELECT 1;
-- exec go1189()
SELECT 1;
-- exec go1190()
SELECT 1;
-- exec go1191()
SELECT 1;
-- exec go1192()
SELECT 1;
-- exec go1193()
SELECT 1;
-- exec go1194()
SELECT 1;
-- exec go1195()
SELECT 1;
-- exec go1196()
SELECT 1;
-- exec go1197()
SELECT 1;
-- exec go1198()
SELECT 1;
-- exec go1199()
SELECT 1;
-- exec go1200()
SELECT 1;
-- exec go1201()
SELECT 1;
-- exec go1202()
SELECT 1;
-- exec go1203()
SELECT 1;
-- exec go1204()
SELECT 1;
-- exec go1205()
SELECT 1;
-- exec go1206()
SELECT 1;
-- exec go1207()
SELECT 1;
-- exec go1208()
SELECT 1;
-- exec go1209()
SELECT 1;
-- exec go1210()
SELECT 1;
-- exec go1211()
SELECT 1;
-- exec go1212()
SELECT 1;
-- exec go1213()
SELECT 1;
-- exec go1214()
SELECT 1;
-- exec go1215()
SELECT 1;
-- exec go1216()
SELECT 1;
-- exec go1217()
SELECT 1;
-- exec go1218()
SELECT 1;
-- exec go1219()
SELECT 1;
-- exec go1220()
SELECT 1;
-- exec go1221()
SELECT 1;
-- exec go1222()
SELECT 1;
-- exec go1223()
SELECT 1;
-- exec go1224()
SELECT 1;
-- exec go1225()
SELECT 1;
-- exec go1226()
SELECT 1;
-- exec go1227()
SELECT 1;
-- exec go1228()
SELECT 1;
-- exec go1229()
SELECT 1;
-- exec go1230()
SELECT 1;
-- exec go1231()
SELECT 1;
-- exec go1232()
SELECT 1;
-- exec go1233()
SELECT 1;
-- exec go1234()
SELECT 1;
-- exec go1235()
SELECT 1;
-- exec go1236()
SELECT 1;
-- exec go1237()
SELECT 1;
-- exec go1238()
SELECT 1;
-- exec go1239()
SELECT 1;
-- exec go1240()
SELECT 1;
-- exec go1241()
SELECT 1;
-- exec go1242()
SELECT 1;
-- exec go1243()
SELECT 1;
-- exec go1244()
SELECT 1;
-- exec go1245()
SELECT 1;
-- exec go1246()
SELECT 1;
-- exec go1247()
SELECT 1;
-- exec go1248()
SELECT 1;
-- exec go1249()
SELECT 1;
-- exec go1250()
SELECT 1;
-- exec go1251()
SELECT 1;
-- exec go1252()
SELECT 1;
-- exec go1253()
SELECT 1;
-- exec go1254()
SELECT 1;
-- exec go1255()
SELECT 1;
-- exec go1256()
SELECT 1;
-- exec go1257()
SELECT 1;
-- exec go1258()
SELECT 1;
-- exec go1259()
SELECT 1;
-- exec go1260()
SELECT 1;
-- exec go1261()
SELECT 1;
-- exec go1262()
SELECT 1;
-- exec go1263()
SELECT 1;
-- exec go1264()
SELECT 1;
-- exec go1265()
SELECT 1;
-- exec go1266()
SELECT 1;
-- exec go1267()
SELECT 1;
-- exec go1268()
SELECT 1;
-- exec go1269()
SELECT 1;
-- exec go1270()
SELECT 1;
-- exec go1271()
SELECT 1;
-- exec go1272()
SELECT 1;
-- exec go1273()
SELECT 1;
-- exec go1274()
SELECT 1;
-- exec go1275()
SELECT 1;
-- exec go1276()
SELECT 1;
-- exec go1277()
SELECT 1;
-- exec go1278()
SELECT 1;
-- exec go1279()
SELECT 1;
-- exec go1280()
SELECT 1;
-- exec go1281()
SELECT 1;
-- exec go1282()
SELECT 1;
-- exec go1283()
SELECT 1;
-- exec go1284()
SELECT 1;
-- exec go1285()
SELECT 1;
-- exec go1286()
SELECT 1;
-- exec go1287()
SELECT 1;
-- exec go1288()
SELECT 1;
-- exec go1289()
SELECT 1;
-- exec go1290()
SELECT 1;
-- exec go1291()
SELECT 1;
-- exec go1292()
SELECT 1;
-- exec go1293()
SELECT 1;
-- exec go1294()
SELECT 1;
-- exec go1295()
SELECT 1;
-- exec go1296()
SELECT 1;
-- exec go1297()
SELECT 1;
-- exec go1298()
SELECT 1;
-- exec go1299()
SELECT 1;
-- exec go1300()
SELECT 1;
-- exec go1301()
SELECT 1;
-- exec go1302()
SELECT 1;
-- exec go1303()
SELECT 1;
-- exec go1304()
SELECT 1;
-- exec go1305()
SELECT 1;
-- exec go1306()
SELECT 1;
-- exec go1307()
SELECT 1;
-- exec go1308()
SELECT 1;
-- exec go1309()
SELECT 1;
-- exec go1310()
SELECT 1;
-- exec go1311()
SELECT 1;
-- exec go1312()
SELECT 1;
-- exec go1313()
SELECT 1;
-- exec go1314()
SELECT 1;
-- exec go1315()
SELECT 1;
-- exec go1316()
SELECT 1;
-- exec go1317()
SELECT 1;
-- exec go1318()
SELECT 1;
-- exec go1319()
SELECT 1;
-- exec go1320()
SELECT 1;
-- exec go1321()
SELECT 1;
-- exec go1322()
SELECT 1;
-- exec go1323()
SELECT 1;
-- exec go1324()
SELECT 1;
-- exec go1325()
SELECT 1;
-- exec go1326()
SELECT 1;
-- exec go1327()
SELECT 1;
-- exec go1328()
SELECT 1;
-- exec go1329()
SELECT 1;
-- exec go1330()
SELECT 1;
-- exec go1331()
SELECT 1;
-- exec go1332()
SELECT 1;
-- exec go1333()
SELECT 1;
-- exec go1334()
SELECT 1;
-- exec go1335()
SELECT 1;
-- exec go1336()
SELECT 1;
-- exec go1337()
SELECT 1;
-- exec go1338()
SELECT 1;
-- exec go1339()
SELECT 1;
-- exec go1340()
SELECT 1;
-- exec go1341()
SELECT 1;
-- exec go1342()
SELECT 1;
-- exec go1343()
SELECT 1;
-- exec go1344()
SELECT 1;
-- exec go1345()
SELECT 1;
-- exec go1346()
SELECT 1;
-- exec go1347()
SELECT 1;
-- exec go1348()
SELECT 1;
-- exec go1349()
SELECT 1;
-- exec go1350()
SELECT 1;
-- exec go1351()
SELECT 1;
-- exec go1352()
SELECT 1;
-- exec go1353()
SELECT 1;
-- exec go1354()
SELECT 1;
-- exec go1355()
SELECT 1;
-- exec go1356()
SELECT 1;
-- exec go1357()
SELECT 1;
-- exec go1358()
SELECT 1;
-- exec go1359()
SELECT 1;
-- exec go1360()
SELECT 1;
-- exec go1361()
SELECT 1;
-- exec go1362()
SELECT 1;
-- exec go1363()
SELECT 1;
-- exec go1364()
SELECT 1;
-- exec go1365()
SELECT 1;
-- exec go1366()
SELECT 1;
-- exec go1367()
SELECT 1;
-- exec go1368()
SELECT 1;
-- exec go1369()
SELECT 1;
-- exec go1370()
SELECT 1;
-- exec go1371()
SELECT 1;
-- exec go1372()
SELECT 1;
-- exec go1373()
SELECT 1;
-- exec go1374()
SELECT 1;
-- exec go1375()
SELECT 1;
-- exec go1376()
SELECT 1;
-- exec go1377()
SELECT 1;
-- exec go1378()
SELECT 1;
-- exec go1379()
SELECT 1;
-- exec go1380()
SELECT 1;
-- exec go1381()
SELECT 1;
-- exec go1382()
SELECT 1;
-- exec go1383()
SELECT 1;
-- exec go1384()
SELECT 1;
-- exec go1385()
SELECT 1;
-- exec go1386()
SELECT 1;
-- exec go1387()
SELECT 1;
-- exec go1388()
SELECT 1;
-- exec go1389()
SELECT 1;
-- exec go1390()
SELECT 1;
-- exec go1391()
SELECT 1;
-- exec go1392()
SELECT 1;
-- exec go1393()
SELECT 1;
-- exec go1394()
SELECT 1;
-- exec go1395()
SELECT 1;
-- exec go1396()
SELECT 1;
-- exec go1397()
SELECT 1;
-- exec go1398()
SELECT 1;
-- exec go1399()
SELECT 1;
-- exec go1400()
SELECT 1;
-- exec go1401()
SELECT 1;
-- exec go1402()
SELECT 1;
-- exec go1403()
SELECT 1;
-- exec go1404()
SELECT 1;
-- exec go1405()
SELECT 1;
-- exec go1406()
SELECT 1;
-- exec go1407()
SELECT 1;
-- exec go1408()
SELECT 1;
-- exec go1409()
SELECT 1;
-- exec go1410()
SELECT 1;
-- exec go1411()
SELECT 1;
-- exec go1412()
SELECT 1;
-- exec go1413()
SELECT 1;
-- exec go1414()
SELECT 1;
-- exec go1415()
SELECT 1;
-- exec go1416()
SELECT 1;
-- exec go1417()
SELECT 1;
-- exec go1418()
SELECT 1;
-- exec go1419()
SELECT 1;
-- exec go1420()
SELECT 1;
-- exec go1421()
SELECT 1;
-- exec go1422()
SELECT 1;
-- exec go1423()
SELECT 1;
-- exec go1424()
SELECT 1;
-- exec go1425()
SELECT 1;
-- exec go1426()
SELECT 1;
-- exec go1427()
SELECT 1;
-- exec go1428()
SELECT 1;
-- exec go1429()
SELECT 1;
-- exec go1430()
SELECT 1;
-- exec go1431()
SELECT 1;
-- exec go1432()
SELECT 1;
-- exec go1433()
SELECT 1;
-- exec go1434()
SELECT 1;
-- exec go1435()
SELECT 1;
-- exec go1436()
SELECT 1;
-- exec go1437()
SELECT 1;
-- exec go1438()
SELECT 1;
-- exec go1439()
SELECT 1;
-- exec go1440()
SELECT 1;
-- exec go1441()
SELECT 1;
-- exec go1442()
SELECT 1;
-- exec go1443()
SELECT 1;
-- exec go1444()
SELECT 1;
-- exec go1445()
SELECT 1;
-- exec go1446()
SELECT 1;
-- exec go1447()
SELECT 1;
-- exec go1448()
SELECT 1;
-- exec go1449()
SELECT 1;
-- exec go1450()
SELECT 1;
-- exec go1451()
SELECT 1;
-- exec go1452()
SELECT 1;
-- exec go1453()
SELECT 1;
-- exec go1454()
SELECT 1;
-- exec go1455()
SELECT 1;
-- exec go1456()
SELECT 1;
-- exec go1457()
SELECT 1;
-- exec go1458()
SELECT 1;
-- exec go1459()
SELECT 1;
-- exec go1460()
SELECT 1;
-- exec go1461()
SELECT 1;
-- exec go1462()
SELECT 1;
-- exec go1463()
SELECT 1;
-- exec go1464()
SELECT 1;
-- exec go1465()
SELECT 1;
-- exec go1466()
SELECT 1;
-- exec go1467()
SELECT 1;
-- exec go1468()
SELECT 1;
-- exec go1469()
SELECT 1;
-- exec go1470()
SELECT 1;
-- exec go1471()
SELECT 1;
-- exec go1472()
SELECT 1;
-- exec go1473()
SELECT 1;
-- exec go1474()
SELECT 1;
-- exec go1475()
SELECT 1;
-- exec go1476()
SELECT 1;
-- exec go1477()
SELECT 1;
-- exec go1478()
SELECT 1;
-- exec go1479()
SELECT 1;
-- exec go1480()
SELECT 1;
-- exec go1481()
SELECT 1;
-- exec go1482()
SELECT 1;
-- exec go1483()
SELECT 1;
-- exec go1484()
SELECT 1;
-- exec go1485()
SELECT 1;
-- exec go1486()
SELECT 1;
-- exec go1487()
SELECT 1;
-- exec go1488()
SELECT 1;
-- exec go1489()
SELECT 1;
-- exec go1490()
SELECT 1;
-- exec go1491()
SELECT 1;
-- exec go1492()
SELECT 1;
-- exec go1493()
SELECT 1;
-- exec go1494()
SELECT 1;
-- exec go1495()
SELECT 1;
-- exec go1496()
SELECT 1;
-- exec go1497()
SELECT 1;
-- exec go1498()
SELECT 1;
-- exec go1499()
SELECT 1;
-- exec go1500()
SELECT 1;
